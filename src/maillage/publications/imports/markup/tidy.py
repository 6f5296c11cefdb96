"""Cleaning with nh3, whose parser is the one of browsers: before a text is cut, and once more after."""

import re
from collections import Counter
from html import unescape

import nh3
from bs4 import BeautifulSoup

INLINE = {"a", "b", "i", "br", "sup", "sub"}
RICH = INLINE | {"p", "h2", "h3", "h4", "ul", "ol", "li", "hr", "blockquote"}
SCHEMES = {"http", "https", "mailto", "tel"}
RENAMED = {
    "strong": "b", "em": "i", "cite": "i", "dfn": "i", "var": "i", "h1": "h2", "h5": "h4", "h6": "h4",
}  # fmt: skip
DOES_SOMETHING = ("script", "style", "form", "iframe", "object", "embed", "applet", "canvas", "svg")
_DOES_SOMETHING = re.compile(rf"<({'|'.join(DOES_SOMETHING)})\b", re.IGNORECASE)
_STRUCTURE = {
    "abbr", "acronym", "address", "article", "aside", "audio", "big", "center", "cite", "code", "dd", "del", "details",
    "dfn", "div", "dl", "dt", "em", "embed", "figcaption", "figure", "font", "footer", "h1", "h5", "h6", "header",
    "iframe", "img", "ins", "kbd", "main", "mark", "nav", "object", "pre", "q", "s", "samp", "section", "small",
    "source", "span", "strike", "strong", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u",
    "var", "video", "caption",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "title"}, "iframe": {"src", "title"}, "video": {"src"},
    "audio": {"src"}, "source": {"src"}, "embed": {"src"}, "object": {"data", "title"}, "blockquote": {"cite"},
    "abbr": {"title"}, "acronym": {"title"}, "*": set(),
}  # fmt: skip
_APART = re.compile(r"</(?:p|div|li|h\d|td|th|tr|blockquote|figcaption)>|<br\s*/?>", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|h2|h3|h4|li|ul|ol|a|b|i|sup|sub|blockquote)(?: href=[^>]*)?>(?:\s|&nbsp;|\xa0|<br>)*</\1>")
_EDGES = re.compile(r"(<(?:p|li|h2|h3|h4|blockquote)>)(?:\s|<br>)+|(?:\s|<br>)+(</(?:p|li|h2|h3|h4|blockquote)>)")


def well_formed(html: str) -> BeautifulSoup:
    """`html` as a browser would understand it, without comments, scripts, styles and attributes that are of no use."""
    clean = nh3.clean(
        html.replace("\0", ""), tags=RICH | _STRUCTURE, attributes=_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None
    )
    soup = BeautifulSoup(f"{clean}\n", "html.parser")  # with a line end, nothing is taken for the name of a file
    for name, ours in RENAMED.items():
        for tag in soup.find_all(name):
            tag.name = ours
    for tag in soup.find_all(["abbr", "acronym"]):
        if title := tag.get("title"):  # an abbreviation explains itself, also to those who have no mouse
            tag.append(f" ({title})")
    return soup


def that_does_something(html: str) -> Counter[str]:
    """Elements that do something instead of saying something, by name."""
    return Counter(name.lower() for name in _DOES_SOMETHING.findall(html))


def rich(html: str) -> str:
    """`html` with the tags of running text only; nothing empty is left."""
    return _without_empty(_clean(html, RICH))


def inline(html: str) -> str:
    """`html` with the tags of one line only; where paragraphs ended is a space."""
    html = str(well_formed(html))
    return " ".join(_without_empty(_clean(re.sub(r"</(?:p|div|li|h\d)>", " ", html), INLINE)).split())


def plain(html: str) -> str:
    """The words of `html`, on one line."""
    return " ".join(unescape(nh3.clean(_APART.sub(" ", html), tags=set())).split())


def _clean(html: str, tags: set[str]) -> str:
    return nh3.clean(html, tags=tags, attributes={"a": {"href"}, "*": set()}, url_schemes=SCHEMES, link_rel=None)


def _without_empty(html: str) -> str:
    before = ""
    while before != html:
        before = html
        html = _EMPTY.sub("", _EDGES.sub(lambda edge: edge[1] or edge[2], html))
    return html.strip()
