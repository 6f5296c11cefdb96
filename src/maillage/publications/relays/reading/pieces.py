"""What a feed says, in plain words: no markup but a few harmless tags, no address that is not of the web."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape

import nh3

from maillage.kit.errors import DomainError
from maillage.kit.text import clean_html

TITLE, NAME, EXCERPT, CONTENT = 250, 200, 500, 200_000  # characters kept
ITEMS = 100  # of one reading; the rest was read before or is too old to relay
_ENDS = re.compile(r"<(?:/(?:p|div|li|ul|ol|h\d|blockquote|tr|td|figure|figcaption)|br|hr)\b[^>]*>", re.IGNORECASE)
# Signs that change nothing but how others are read: nulls, controls, overrides of direction.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|h2|h3|li|blockquote|strong|em|b|i)>\s*</\1>")


class NotAFeed(DomainError):
    """What came is no feed that can be read."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One text of a feed. `id`: as the feed names it, else its address. `content`: harmless HTML without pictures."""

    id: str
    address: str
    title: str
    excerpt: str = ""
    content: str = ""
    language: str = ""
    licence: str = ""
    author: str = ""
    published_at: datetime | None = None
    image: str = ""
    image_alternative: str = ""
    enclosure: str = ""
    enclosure_kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A whole feed. left_out: how many of its items lead nowhere, and so cannot be relayed."""

    title: str = ""
    site: str = ""
    language: str = ""
    licence: str = ""
    items: tuple[Item, ...] = ()
    left_out: int = 0


def plain(text: object, *, limit: int, is_html: bool = True) -> str:
    """`text` on one line, without markup, cut at a word."""
    words = str(text or "")
    if is_html:
        words = unescape(nh3.clean(_ENDS.sub(r" \g<0> ", words), tags=set()))
    return _cut(" ".join(_UNSEEN.sub("", words).split()), limit)


def identity(told: object) -> str:
    """How the feed names a text, whatever it is made of."""
    return _UNSEEN.sub("", str(told or "")).strip()


def rich(text: object, *, is_html: bool) -> str:
    """`text` as harmless HTML. What is too long is left out whole: half a text is no text."""
    words = _UNSEEN.sub("", str(text or ""))
    if not is_html:
        words = "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", words.strip()) if part.strip())
    cleaned = _EMPTY.sub("", clean_html(words)).strip() if len(words) <= CONTENT else ""
    if not plain(cleaned, limit=2):
        return ""
    return cleaned if re.match(r"<(p|h2|h3|ul|ol|blockquote)\b", cleaned) else f"<p>{cleaned}</p>"


def language_of(*told: object) -> str:
    """The first of these that is a language tag, in small letters."""
    for tag in told:
        word = str(tag or "").strip().replace("_", "-").lower()
        if _LANGUAGE.fullmatch(word) and len(word) <= 12:  # noqa: PLR2004 -- as long as the column
            return word
    return ""


def name_of(told: object) -> str:
    """The name in "address (Name)" or "Name (address)": nobody's mailbox is kept."""
    words = plain(told, limit=NAME)
    if "@" in words:
        parts = [part.strip() for part in re.split(r"[()]", words)]
        words = " ".join(part for part in parts if part and "@" not in part)
    return words


def _cut(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    head, _space, _rest = words[: limit - 1].rpartition(" ")
    return f"{head or words[: limit - 1]}…"
