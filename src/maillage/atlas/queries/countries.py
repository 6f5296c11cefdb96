"""How many organisations of a map each country has, so that no small number can be read or worked out."""

from dataclasses import dataclass

from maillage.atlas.queries.shown import Shown
from maillage.network.enums import TerritoryKind
from maillage.network.models import Territory
from maillage.network.queries.facets import told_territories

KINDS = (TerritoryKind.WORLD_REGION, TerritoryKind.COUNTRY, TerritoryKind.CONTESTED)


@dataclass(frozen=True)
class Count:
    """`count` is None where it is too small to be said, or would let another be worked out."""

    territory: Territory
    count: int | None


def counts(shown: Shown) -> list[Count]:
    """Parts of the world and countries where organisations are known to be, each organisation once in each."""
    rows = shown.organisations() if shown.is_filtered else None
    found, told = told_territories(shown.reader, rows, least=shown.threshold)
    units = Territory.objects.filter(pk__in=found, kind__in=KINDS).defer("ancestors").order_by("code")
    return [Count(unit, told.get(unit.pk)) for unit in units]
