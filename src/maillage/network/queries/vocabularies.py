"""The territories and themes in which a reader may know organisations, with how many where that may be told.

A unit nobody is shown in is left out: that the network has a word for a small town may tell who is there.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import QuerySet

from maillage.network.models import Territory, Theme
from maillage.network.queries.boxes import Box
from maillage.network.queries.facets import Counts, told_territories, told_themes
from maillage.network.readers import Reader

U = TypeVar("U", Territory, Theme)


@dataclass(frozen=True)
class Unit(Generic[U]):
    """A unit, the code of the one around it, and its number of organisations; None when it is not said."""

    row: U
    within: str | None
    count: int | None


@dataclass(frozen=True)
class UnitSearch:
    """`within`: the code of a unit around; `after`: the code behind which to go on; `box`: around its centre.

    Empty asks nothing.
    """

    kinds: tuple[str, ...] = ()
    within: str = ""
    after: str = ""
    code: str = ""
    box: Box | None = None


def territories(reader: Reader, search: UnitSearch, *, limit: int) -> list[Unit[Territory]]:
    rows = Territory.objects.all()
    if search.kinds:
        rows = rows.filter(kind__in=search.kinds)
    if search.box:
        rows = rows.filter(search.box.condition("latitude", "longitude"))
    return _units(rows, Territory.objects.all(), told_territories(reader), search, limit)


def themes(reader: Reader, search: UnitSearch, *, limit: int) -> list[Unit[Theme]]:
    rows = Theme.objects.all()
    return _units(rows, rows, told_themes(reader), search, limit)


def _units(
    rows: QuerySet[U], tree: QuerySet[U], counted: tuple[Counts, Counts], search: UnitSearch, limit: int
) -> list[Unit[U]]:
    counts, told = counted
    rows = rows.filter(pk__in=counts)
    if search.code:
        rows = rows.filter(code=search.code)
    if search.within:
        around = tree.filter(pk__in=counts, code=search.within).values_list("pk", flat=True)
        rows = rows.filter(ancestors__contains=list(around) or [0]).exclude(code=search.within)
    found = list(rows.filter(code__gt=search.after).order_by("code")[:limit])
    codes = dict(tree.filter(pk__in={row.parent_id for row in found}).values_list("pk", "code"))
    return [Unit(row, codes.get(row.parent_id or 0), told.get(row.pk)) for row in found]
