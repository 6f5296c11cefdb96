"""What the booklet says, as plain values for `booklet.typ`: sections by country or by theme, through the gate."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from maillage.exchange.booklet import eyes as whose
from maillage.exchange.booklet.eyes import Eyes
from maillage.kit.text import fold
from maillage.network.enums import ContactKind, TerritoryKind
from maillage.network.models import ContactPoint, Organisation
from maillage.network.queries.directory import everything
from maillage.network.queries.rows import details_of
from maillage.network.queries.search import Search
from maillage.network.readers import Reader

LIMIT = 1000  # organisations in one booklet: some 250 pages
PRINTED = (ContactKind.WEBSITE, ContactKind.EMAIL, ContactKind.PHONE, ContactKind.POST)
COUNTRIES = (TerritoryKind.COUNTRY, TerritoryKind.CONTESTED)
Values = dict[str, object]


class By(TextChoices):
    COUNTRY = "country", gettext_lazy("by country")
    THEME = "theme", gettext_lazy("by theme")


@dataclass(frozen=True)
class Order:
    """What is to be printed: `reader` is the one for whose eyes it is, never wider than the one who asks."""

    by: By
    eyes: Eyes
    reader: Reader
    search: Search
    filters: list[str]


def contents(order: Order, *, instance: str) -> Values:
    """Everything the template needs. Organisations are at most LIMIT; the caller has checked."""
    ids = list(everything(order.reader, order.search).values_list("pk", flat=True)[:LIMIT])
    rows = details_of(ids, order.reader)
    count = len(rows)
    return {
        "language": get_language(),
        "is_rtl": get_language_bidi(),
        "instance": instance,
        "title": _("Directory by country") if order.by == By.COUNTRY else _("Directory by theme"),
        "summary": ngettext("%(count)d organisation", "%(count)d organisations", count) % {"count": count},
        "filters": order.filters,
        "eyes": whose.words(order.eyes, order.reader),
        "care": whose.care(order.eyes),
        "made_on": _("Printed on %(date)s") % {"date": date_format(timezone.localdate())},
        "words": {
            "contents": _("Contents"),
            "example": _("an example: it does not exist"),
            "place": pgettext("before a place, in print", "Place:"),
            "member_of": pgettext("before names of networks, in print", "Member of:"),
            "themes": pgettext("before themes, in print", "Themes:"),
            "also": _("Found elsewhere in this booklet:"),
        },
        "sections": _sections(rows, order),
    }


def _sections(rows: list[Organisation], order: Order) -> list[Values]:
    """An organisation stands whole in its first section; the others it belongs to refer to it."""
    reached = _contacts([row.pk for row in rows], order.reader)
    whole: dict[str, list[Values]] = defaultdict(list)
    also: dict[str, list[Values]] = defaultdict(list)
    for number, row in enumerate(rows):
        first, *others = _headings(row, order.by)
        whole[first].append(_entry(number, row, reached[row.pk]))
        for heading in others:
            also[heading].append({"number": number, "name": str(row)})
    last = _without(order.by)
    titles = sorted({*whole, *also}, key=lambda title: (title == last, fold(title)))
    return [{"title": title, "entries": whole[title], "also": also[title]} for title in titles]


def _headings(row: Organisation, by: By) -> list[str]:
    """The sections it belongs to, each once, the first of them its own."""
    if by == By.THEME:
        found = [str(link.theme) for link in row.shown_themes]  # type: ignore[attr-defined]
    else:
        units = [unit for place in row.shown_places for unit in place.units]  # type: ignore[attr-defined]
        found = [str(unit) for unit in units if unit.kind in COUNTRIES]
    return list(dict.fromkeys(found)) or [_without(by)]


def _without(by: By) -> str:
    return _("No theme shown") if by == By.THEME else _("Country not shown")


def _entry(number: int, row: Organisation, contacts: Iterable[ContactPoint]) -> Values:
    title, comma = str(row), pgettext("between the parts of a place", ", ")
    official = [name.text for name in row.shown_names if name.text != title]  # type: ignore[attr-defined]
    networks = {tie.b_id: str(tie.b) for tie in row.shown_memberships}  # type: ignore[attr-defined]
    places = dict.fromkeys(place.in_words for place in row.shown_places if place.in_words)  # type: ignore[attr-defined]
    return {
        "number": number,
        "name": title,
        "full_name": next(iter(official), ""),
        "kind": row.get_kind_display(),
        "is_example": row.is_example,
        "place": " · ".join(places),
        "member_of": comma.join(networks.values()),
        "themes": comma.join(str(link.theme) for link in row.shown_themes),  # type: ignore[attr-defined]
        "contacts": [{"value": c.value, "is_link": c.value.startswith(("https://", "http://"))} for c in contacts],
    }


def _contacts(ids: list[int], reader: Reader) -> dict[int, list[ContactPoint]]:
    found: dict[int, list[ContactPoint]] = defaultdict(list)
    rows = ContactPoint.objects.visible_to(reader).filter(organisation__in=ids, kind__in=PRINTED)
    for contact in sorted(rows, key=lambda row: (PRINTED.index(ContactKind(row.kind)), row.pk)):
        found[contact.organisation_id].append(contact)
    return found
