"""The text of an article as it stands in somebody else's reader: plain tags, whole addresses, nothing loaded unasked."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import nh3
from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillage.publications import html
from maillage.publications.addresses import address_of
from maillage.publications.feeds.items import Picture
from maillage.publications.models import Article

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "strong", "b", "em", "i", "sup", "sub",
    "a", "code", "figure", "figcaption", "img", "details", "summary",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "hreflang"}, "img": {"src", "alt", "width", "height"}, "*": {"lang", "dir"}}
ADDRESSES = {("a", "href"), ("img", "src")}
_CALL = re.compile(r"\[\^(\d{1,3})\]")


def whole(article: Article, original: str, source: str, picture: Picture | None) -> str:
    """All of `article` in HTML. `original` and `source` are those of a relay, which says so before anything else."""
    parts = [part for part in _parts(article, original, source, picture) if part]
    return _harmless("\n".join(parts), base=address_of(article))


def _parts(article: Article, original: str, source: str, picture: Picture | None) -> Iterator[str]:
    if original:
        said = _("Relayed from %(source)s:") % {"source": source} if source else _("Relayed from elsewhere:")
        yield format_html('<p><em>{} <a href="{}">{}</a></em></p>', said, original, original)
    if article.standfirst:
        yield format_html("<p><strong>{}</strong></p>", article.standfirst)
    if picture:
        yield format_html(
            '<figure><img src="{}" width="{}" height="{}" alt="{}">{}</figure>',
            picture.address, picture.width, picture.height, picture.alternative,
            format_html("<figcaption>{}</figcaption>", picture.credit) if picture.credit else "",
        )  # fmt: skip
    for block in article.body:
        yield _CALL.sub(r"<sup>\1</sup>", block.render({"page": article}))
    if article.further:
        yield format_html("<h2>{}</h2>", _("To go further")) + html.shown(article.further)
    notes = [html.shown(note.text) for note in article.footnotes.all()]
    if notes:
        yield format_html("<h2>{}</h2>", _("Notes")) + "<ol>" + "".join(f"<li>{note}</li>" for note in notes) + "</ol>"


def _harmless(markup: str, *, base: str) -> str:
    def whole_address(tag: str, attribute: str, value: str) -> str | None:
        return urljoin(base, value) if (tag, attribute) in ADDRESSES else value

    cleaned = nh3.clean(
        markup,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
        attribute_filter=whole_address,
    )
    return "\n".join(line.strip() for line in cleaned.splitlines() if line.strip())
