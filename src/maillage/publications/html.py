"""Rich text as it leaves for a reader: Wagtail's links made whole, everything that is not whitelisted gone."""

import re
from collections.abc import Callable

import nh3
from wagtail.rich_text import expand_db_html

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "b", "em", "i", "sup", "sub", "a", "code",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "hreflang"}, "*": {"lang", "dir"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_TAG_OR_CALL = re.compile(r"(<[^>]*>)|\[\^(\d{1,3})\]")


def clean(html: str) -> str:
    """`html`, whoever wrote it (an editor, an import, a feed), reduced to harmless tags; links lead out without a trace."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")


def shown(html: str, call: Callable[[int], str] | None = None) -> str:
    """Rich text from the database as it stands in a page; `call` writes the call of the n-th footnote, "" to leave `[^n]`."""
    cleaned = clean(expand_db_html(html))
    if call is None:
        return cleaned
    return _TAG_OR_CALL.sub(lambda m: m[1] or call(int(m[2])) or m[0], cleaned)
