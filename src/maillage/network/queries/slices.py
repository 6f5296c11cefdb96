"""Long lists by slices that neither skip nor repeat while the directory changes: the last row says where to go on.

A position holds what the last row sorts by, never an internal number, so that it tells no more than the row did.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, F, Prefetch, Q, QuerySet
from django.db.models.expressions import OrderBy

from maillage.network.models import Organisation, Tie, TieRole
from maillage.network.queries.boxes import Box, within_box
from maillage.network.queries.directory import everything
from maillage.network.queries.search import Search
from maillage.network.readers import Reader

ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "name": ("sort_key", "uuid"),
    "confirmed": (F("last_confirmed_on").desc(nulls_last=True), "sort_key", "uuid"),
    "founded": ("founded", "sort_key", "uuid"),
}


@dataclass(frozen=True)
class Position:
    """Behind the row that sorts so: `first` is its date when the order has one, empty when it has none."""

    first: str
    sort_key: str
    uuid: str


@dataclass(frozen=True)
class Slice:
    """`ids` in order, and where the rest begins; None when nothing is left, or when the order cannot be gone on with."""

    ids: list[int]
    rest: Position | None


def organisations_slice(
    reader: Reader, search: Search, *, limit: int, after: Position | None = None, box: Box | None = None
) -> Slice:
    """At most `limit` organisations found, behind `after`. The best matches of a text have no rest: they are ranked anew each time."""
    rows = everything(reader, search)
    if box is not None:
        rows = within_box(rows, reader, box)
    if search.sort not in ORDERS:
        return Slice(list(rows.values_list("pk", flat=True)[:limit]), None)
    rows = _ordered(rows, search.sort)
    if after is not None:
        rows = rows.filter(_behind(search.sort, after))
    found = list(rows.values_list("pk", "sort_key", "uuid", "last_confirmed_on", "founded")[: limit + 1])
    shown = found[:limit]
    return Slice([row[0] for row in shown], _position(search.sort, shown[-1]) if len(found) > limit else None)


def _ordered(rows: QuerySet[Organisation], sort: str) -> QuerySet[Organisation]:
    if sort == "founded":  # those without a date come last
        return rows.order_by(ExpressionWrapper(Q(founded=""), BooleanField()).asc(), *ORDERS[sort])
    return rows.order_by(*ORDERS[sort])


def _position(sort: str, row: tuple[int, str, object, date | None, str]) -> Position:
    _pk, sort_key, uuid, confirmed, founded = row
    first = {"confirmed": confirmed.isoformat() if confirmed else "", "founded": founded}.get(sort, "")
    return Position(first, sort_key, str(uuid))


def _behind(sort: str, after: Position) -> Q:
    same = Q(sort_key__gte=after.sort_key) & (Q(sort_key__gt=after.sort_key) | Q(uuid__gt=after.uuid))
    if sort == "confirmed":
        if not after.first:
            return Q(last_confirmed_on=None) & same
        return (
            Q(last_confirmed_on=None) | Q(last_confirmed_on__lt=after.first) | (Q(last_confirmed_on=after.first) & same)
        )
    if sort == "founded":
        if not after.first:
            return Q(founded="") & same
        return Q(founded="") | Q(founded__gt=after.first) | (Q(founded=after.first) & same)
    return same


@dataclass(frozen=True)
class TieSearch:
    """Which ties: of these organisations (either end), of these types, of today. Empty asks nothing."""

    organisations: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    is_current: bool = False


def ties_slice(reader: Reader, search: TieSearch, *, limit: int, after: str = "") -> list[Tie]:
    """At most `limit` standing ties between organisations that `reader` knows, behind the one with the UUID `after`."""
    known = Organisation.objects.visible_to(reader)
    rows = Tie.objects.visible_to(reader).standing().filter(a__in=known, b__in=known)
    if search.organisations:
        rows = rows.filter(Q(a__in=search.organisations) | Q(b__in=search.organisations))
    if search.types:
        rows = rows.filter(type__code__in=search.types)
    if search.is_current:
        rows = rows.current()
    if after:
        rows = rows.filter(uuid__gt=after)
    roles = TieRole.objects.visible_to(reader).select_related("body").order_by("pk")
    with_ends = rows.select_related("a", "b", "type", "source")
    return list(with_ends.prefetch_related(Prefetch("roles", roles, to_attr="shown_roles")).order_by("uuid")[:limit])
