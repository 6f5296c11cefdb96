"""What the drawn world tells: counts by country, and who is known by a part of the world only. All through the gate."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Q

from maillage.atlas.queries.countries import Count, counts
from maillage.atlas.queries.shown import Shown
from maillage.network.enums import PresenceRole, TerritoryKind
from maillage.network.models import Organisation, Presence, Territory

COUNTRIES = (TerritoryKind.COUNTRY, TerritoryKind.CONTESTED)
WIDER = (TerritoryKind.WORLD, TerritoryKind.WORLD_REGION)
NAMED = 60  # organisations named at most; the directory has them all


@dataclass(frozen=True)
class Part:
    """A part of the world and organisations of which the reader may know no more than that."""

    territory: Territory
    organisations: list[Organisation] = field(default_factory=list)


@dataclass(frozen=True)
class Spread:
    """Where the organisations of a map are. `countries` are those whose count may be told, most first."""

    count: int
    countries: list[Count]
    parts: list[Part]
    has_more_parts: bool


def spread(shown: Shown) -> Spread:
    """The same number of queries whatever is found."""
    told = [one for one in counts(shown) if one.count is not None and one.territory.kind in COUNTRIES]
    told.sort(key=lambda one: (-(one.count or 0), str(one.territory)))
    parts = list(_known_by_part(shown))
    return Spread(shown.organisations().count(), told, _grouped(parts[:NAMED], shown), len(parts) > NAMED)


def _known_by_part(shown: Shown) -> Iterable[tuple[int, int]]:
    """Part of the world (id) and organisation (id): those with no place that is finer, for this reader."""
    places = Presence.objects.visible_to(shown.reader).exclude(role=PresenceRole.FORMER)
    finer = places.filter(Q(shown_territory_id__in=Territory.objects.exclude(kind__in=WIDER).values("pk")))
    rows = places.filter(
        Q(shown_territory_id__in=Territory.objects.filter(kind=TerritoryKind.WORLD_REGION).values("pk")),
        organisation__in=shown.organisations(),
    ).exclude(organisation_id__in=finer.values("organisation_id"))
    pairs = rows.order_by("shown_territory_id", "organisation__sort_key", "organisation_id")
    return pairs.values_list("shown_territory_id", "organisation_id").distinct()[: NAMED + 1]  # type: ignore[misc]  # an annotation


def _grouped(pairs: list[tuple[int, int]], shown: Shown) -> list[Part]:
    units = Territory.objects.in_bulk({unit for unit, _organisation in pairs})
    rows = Organisation.objects.visible_to(shown.reader).in_bulk({organisation for _unit, organisation in pairs})
    return [
        Part(units[unit], [rows[pk] for _unit, pk in group if pk in rows])
        for unit, group in groupby(pairs, key=lambda pair: pair[0])
    ]
