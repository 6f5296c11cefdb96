"""One page of the directory: a fixed number of queries, whatever its length."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language, pgettext

from maillage.network.enums import TERRITORY_PRECISION, NameKind, Precision, PresenceRole, TerritoryKind
from maillage.network.models import Organisation, OrganisationName, Presence, Territory, ThemeLink
from maillage.network.queries.facets import Overview, overview
from maillage.network.queries.search import Search, in_order, memberships, organisations, words_of
from maillage.network.readers import Reader

PAGE_SIZE = 30
NETWORKS_NAMED = 3


class CountedPaginator(Paginator[Organisation]):
    """A paginator that is told how many rows there are."""

    def __init__(self, rows: QuerySet[Organisation], *, count: int) -> None:
        super().__init__(rows, PAGE_SIZE)
        self.count = count

    def page(self, number: int | str) -> Page[Organisation]:
        """The rows as they are now, even where their number was counted a moment before."""
        number = self.validate_number(number)
        first = (int(number) - 1) * self.per_page
        rows = list(self.object_list[first : first + self.per_page])
        seen = first + len(rows)
        if (rows or first == 0) and (len(rows) < self.per_page or seen > self.count):
            self.count = seen
            self.__dict__.pop("num_pages", None)
        return Page(rows, int(number), self)


@dataclass(frozen=True)
class Listing:
    overview: Overview
    page: Page[Organisation]


def listing(reader: Reader, search: Search, *, page: int = 1) -> Listing:
    """The page of results asked for, or the last one there is, with everything a row shows."""
    words = words_of(reader, search.text)
    summary = overview(reader, search, words)
    rows = in_order(organisations(reader, search, words), reader, search.sort, words)
    paginator = CountedPaginator(with_row_details(rows, reader), count=summary.count)
    found = paginator.get_page(page)
    name_places(found.object_list)
    for row in found.object_list:
        _name_row(row)
    return Listing(summary, found)


def everything(reader: Reader, search: Search) -> QuerySet[Organisation]:
    """All rows of a result, for the files."""
    words = words_of(reader, search.text)
    return in_order(organisations(reader, search, words), reader, search.sort, words)


def with_row_details(rows: QuerySet[Organisation], reader: Reader) -> QuerySet[Organisation]:
    """`rows` with `shown_names`, `shown_places`, `shown_themes` and `shown_memberships`, each through the gate."""
    names = OrganisationName.objects.visible_to(reader).filter(kind=NameKind.OFFICIAL).order_by("pk")
    places = Presence.objects.visible_to(reader).exclude(role=PresenceRole.FORMER).order_by("role", "pk")
    themes = ThemeLink.objects.visible_to(reader).select_related("theme").order_by("theme__code")
    networks = Organisation.objects.visible_to(reader)
    ties = memberships(reader).filter(b__in=networks).select_related("b").order_by("b__sort_key", "pk")
    return rows.prefetch_related(
        Prefetch("names", names, to_attr="shown_names"),
        Prefetch("presences", places, to_attr="shown_places"),
        Prefetch("theme_links", themes, to_attr="shown_themes"),
        Prefetch("ties_out", ties, to_attr="shown_memberships"),
    )


def name_places(rows: Iterable[Organisation]) -> None:
    """Give every shown place its `units`: from the country, or wider, down to the unit shown. Two queries."""
    places = [place for row in rows for place in row.shown_places]  # type: ignore[attr-defined]
    shown = Territory.objects.in_bulk({place.shown_territory_id for place in places} - {None})
    around = {pk for unit in shown.values() for pk in unit.ancestors} - set(shown)
    units = shown | Territory.objects.in_bulk(around)
    for place in places:
        line = [units[pk] for pk in shown[place.shown_territory_id].ancestors] if place.shown_territory_id else []
        place.units, place.in_words, place.shown_precision = line, place_words(line), precision_of(place, line)
        place.is_worldwide = is_worldwide(line)


def place_words(units: list[Territory]) -> str:
    """From near to far, as an envelope says it: "Bamako, Mali". Parts of the world stand alone only.

    The whole world is no place: an organisation there is an international one. Places that are not shown have no unit.
    """
    if is_worldwide(units):
        return pgettext("instead of the name of a place", "International")
    near = [unit for unit in units if TERRITORY_PRECISION[TerritoryKind(unit.kind)] <= Precision.COUNTRY]
    return pgettext("between the parts of a place", ", ").join(str(unit) for unit in reversed(near or units[-1:]))


def is_worldwide(units: list[Territory]) -> bool:
    return bool(units) and units[-1].kind == TerritoryKind.WORLD


def precision_of(place: Presence, units: list[Territory]) -> Precision:
    """How exactly this reader knows the place; a point apart from its unit's centre is the place itself."""
    if not units:
        return Precision.NONE
    unit = units[-1]
    centre = (unit.latitude, unit.longitude)
    point = (place.shown_latitude, place.shown_longitude)  # type: ignore[attr-defined]
    return Precision.EXACT if point not in {centre, (None, None)} else TERRITORY_PRECISION[TerritoryKind(unit.kind)]


def _name_row(row: Organisation) -> None:
    """What a line of the list says beside the title: the full name when it is another, and the first networks."""
    title, here = str(row), get_language()
    official = [name for name in row.shown_names if name.text != title]  # type: ignore[attr-defined]
    official.sort(key=lambda name: (name.language != here, name.language != "", name.pk))
    networks = list({tie.b_id: tie.b for tie in row.shown_memberships}.values())  # type: ignore[attr-defined]
    row.official_name = official[0] if official else None  # type: ignore[attr-defined]
    row.networks, row.more_networks = networks[:NETWORKS_NAMED], max(0, len(networks) - NETWORKS_NAMED)  # type: ignore[attr-defined]
