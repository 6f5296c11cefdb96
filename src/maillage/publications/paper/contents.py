"""What the paper says, as plain values for `article.typ`. A copy can be passed on, so it holds what everyone may read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _

from maillage.network.readers import STRANGER
from maillage.publications.formats.nodes import Part, nodes
from maillage.publications.models import Article
from maillage.publications.pages import spoken, told_licence
from maillage.publications.queries.bylines import beside

Values = dict[str, object]


@dataclass(frozen=True)
class Printed:
    """An article and its texts as HTML: `body`, `notes` (in their order) and `further`. address: whole, of the article."""

    article: Article
    address: str
    instance: str
    body: str
    notes: Sequence[str]
    further: str


def contents(printed: Printed) -> Values:
    """In the language of the article, whatever that of the page it was asked from."""
    article = printed.article
    language = spoken(article)
    with translation.override(language):
        authors = _authors(article)
        return {
            "language": language,
            "is_rtl": get_language_bidi(),
            "instance": printed.instance,
            "title": article.title,
            "standfirst": article.standfirst,
            "kicker": f"{article.get_parent().title} · {date_format(article.published_on)}",
            "authors": authors,
            "byline": _("By %(names)s") % {"names": _comma().join(authors)} if authors else "",
            "marks": _marks(article),
            "blocks": nodes(printed.body),
            "notes": [{"number": str(number), "blocks": nodes(html)} for number, html in enumerate(printed.notes, 1)],
            "further": nodes(printed.further),
            "colophon": _colophon(printed),
            "words": {"picture": pgettext("before what a picture shows", "Picture:"), "further": _("To go further")},
        }


def _comma() -> str:
    return pgettext("between names", ", ")


def _authors(article: Article) -> list[str]:
    """A person, an organisation, or a person with their organisation."""
    return [
        f"{one.name} ({one.organisation})" if one.name and one.organisation else one.name or str(one.organisation)
        for one in beside(article, STRANGER).authors
    ]


def _marks(article: Article) -> list[list[Part]]:
    """What a reader must know first: that the text is somebody else's, that it is made up."""
    marks = []
    relay = getattr(article, "relay", None)
    if relay is not None:
        source = beside(article, STRANGER).source
        words = _("Relayed from %(source)s:") % {"source": source} if source else _("Relayed from:")
        marks.append([Part(f"{words} "), Part(relay.original_url, url=relay.original_url)])
    if article.is_example:
        marks.append([Part(_("An example, made up for the demonstration: none of this happened."))])
    return [[vars(part) for part in mark] for mark in marks]  # type: ignore[misc]


def _colophon(printed: Printed) -> list[Values]:
    """Where it stands, of which day this copy is, what may be done with it."""
    licence = told_licence(printed.article)
    lines: list[tuple[str, bool]] = [
        (_("Read on %(date)s at:") % {"date": date_format(timezone.localdate())}, False),
        (printed.address, True),
    ]
    if licence:
        lines.append((_("Licence: %(licence)s") % {"licence": licence.label}, False))
    if licence.url:
        lines.append((licence.url, True))
    return [{"text": text, "is_address": is_address} for text, is_address in lines]
