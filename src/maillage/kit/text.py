"""Text as people type it: folding for search, cleaning of rich text, cells that stay cells."""

import re
import unicodedata

import nh3

# Letters that no Unicode decomposition splits, and the Arabic forms that people type for one another.
_FOLDS = str.maketrans({
    "ł": "l", "đ": "d", "ð": "d", "ø": "o", "œ": "oe", "æ": "ae", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None,
})  # fmt: skip
_NOT_WORD = re.compile(r"[\W_]+")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
RICH_TAGS = {"p", "br", "strong", "em", "b", "i", "ul", "ol", "li", "a", "h2", "h3", "blockquote"}


def fold(text: str) -> str:
    """`text` without accents, case, punctuation or letter variants: the one form in which names are compared."""
    if text.isascii():  # has no accents; most words of most files
        return _NOT_WORD.sub(" ", text.lower()).strip()
    lowered = text.casefold().translate(_FOLDS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare.casefold().translate(_FOLDS)).strip()


def clean_html(html: str) -> str:
    """`html` reduced to a few harmless tags; links get `rel` and only http(s) and mailto addresses."""
    return nh3.clean(
        html,
        tags=RICH_TAGS,
        attributes={"a": {"href"}, "*": {"lang", "dir"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def as_cell(value: str) -> str:
    """`value` made harmless for a spreadsheet: what looks like a formula gets a leading apostrophe."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def from_cell(value: str) -> str:
    """The inverse of `as_cell`, so that what we export can be read back unchanged."""
    return value[1:] if value.startswith("'") and value[1:].startswith(FORMULA_STARTS) else value
