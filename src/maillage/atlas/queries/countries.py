"""How many organisations of a map each country has, so that no small number can be read or worked out."""

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.atlas.queries.shown import Shown
from maillage.network.enums import TerritoryKind
from maillage.network.models import Territory
from maillage.network.queries.facets import COUNTERS

KINDS = (TerritoryKind.WORLD_REGION, TerritoryKind.COUNTRY, TerritoryKind.CONTESTED)


@dataclass(frozen=True)
class Count:
    """`count` is None where it is too small to be said, or would let another be worked out."""

    territory: Territory
    count: int | None


def counts(shown: Shown) -> list[Count]:
    """Parts of the world and countries where organisations are known to be, each organisation once in each.

    Below `shown.threshold` nothing is said. Where the units of one parent that are withheld hold fewer than the
    threshold together, the smallest of the others is withheld too: the parent minus what is said tells nothing.
    """
    found = {
        int(pk): number
        for pk, number in COUNTERS["territories"](shown.reader, shown.organisations() if shown.is_filtered else None)
    }
    units = Territory.objects.filter(pk__in=found, kind__in=KINDS).defer("ancestors").order_by("code")
    rows = [(unit, found[unit.pk]) for unit in units]
    withheld = withhold([(unit.pk, unit.parent_id, number) for unit, number in rows], shown.threshold)
    return [Count(unit, None if unit.pk in withheld else number) for unit, number in rows]


def withhold(rows: Iterable[tuple[int, int | None, int]], least: int) -> set[int]:
    """Which of (id, parent, number) are not said."""
    families: dict[int | None, list[tuple[int, int]]] = {}
    for pk, parent, number in rows:
        families.setdefault(parent, []).append((number, pk))
    withheld: set[int] = set()
    for family in families.values():
        hidden = 0
        for number, pk in sorted(family):
            if number < least or 0 < hidden < least:
                withheld.add(pk)
                hidden += number
    return withheld
