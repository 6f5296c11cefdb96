"""What the home page tells, all of it through the gate and never below the threshold."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch, Q

from maillage.network.enums import TerritoryKind, TieRoleKind
from maillage.network.models import Organisation, Territory, Tie, TieRole
from maillage.network.queries.facets import NETWORKS, told_kinds, told_territories
from maillage.network.readers import Reader

COUNTRIES = (TerritoryKind.COUNTRY, TerritoryKind.CONTESTED)


@dataclass(frozen=True)
class Place:
    """A country and how many of the organisations this reader may see are known there."""

    territory: Territory
    count: int


@dataclass(frozen=True)
class Neighbour:
    """An organisation the home organisation stands in a tie with, and that tie as read from home."""

    tie: Tie
    organisation: Organisation
    is_outward: bool
    is_founding: bool

    @property
    def words(self) -> object:
        return self.tie.type.label if self.is_outward else self.tie.type.inverse_label


def enough(count: int) -> int | None:
    """`count`, or nothing when it is so small that it could point at someone."""
    return count if count >= settings.COUNT_THRESHOLD else None


def figures(reader: Reader, places: list[Place]) -> dict[str, int]:
    """What is counted → how many; without what is too small to tell. `places` are those of `places_of`."""
    seen = Organisation.objects.visible_to(reader)
    counts = {
        "organisations": seen.count(),
        "networks": told_kinds(reader).get(NETWORKS, 0),
        "ties": Tie.objects.visible_to(reader).standing().current().count(),
        "countries": len(places),
    }
    return {name: shown for name, count in counts.items() if (shown := enough(count)) is not None}


def places_of(reader: Reader) -> list[Place]:
    """Countries whose number of organisations is said, most first."""
    _all, told = told_territories(reader)
    counts = {int(pk): count for pk, count in told.items() if enough(count)}
    countries = Territory.objects.filter(pk__in=counts, kind__in=COUNTRIES)
    return sorted(
        (Place(unit, counts[unit.pk]) for unit in countries), key=lambda place: (-place.count, place.territory.pk)
    )


def home_organisation(reader: Reader) -> Organisation | None:
    return Organisation.objects.visible_to(reader).filter(is_home=True).first()


def neighbours_of(organisation: Organisation, reader: Reader) -> list[Neighbour]:
    """Who stands in a tie with `organisation` today: founding memberships first, then the oldest."""
    founding = TieRole.objects.visible_to(reader).filter(role=TieRoleKind.FOUNDER)
    ties = (
        Tie.objects.visible_to(reader).of(organisation).standing().current()
        .filter(a__merged_into=None, b__merged_into=None)
        .select_related("a", "b", "type").prefetch_related(Prefetch("roles", founding, to_attr="founding"))
        .order_by("type__position", "period", "pk")
    )  # fmt: skip
    found: dict[int, Neighbour] = {}
    for tie in ties:
        is_outward = tie.a_id == organisation.pk
        other = tie.b if is_outward else tie.a
        found.setdefault(other.pk, Neighbour(tie, other, is_outward, bool(tie.founding)))  # type: ignore[attr-defined]
    return sorted(found.values(), key=lambda one: (not one.is_outward, not one.is_founding))


def ties_among(organisations: list[int], reader: Reader) -> set[tuple[int, int]]:
    """Pairs of these organisations (ids) that stand in a tie with each other today."""
    both = Q(a__in=organisations) & Q(b__in=organisations)
    pairs = Tie.objects.visible_to(reader).standing().current().filter(both).values_list("a_id", "b_id")
    return {(min(pair), max(pair)) for pair in pairs}


def last_confirmed(reader: Reader, limit: int = 5) -> list[Organisation]:
    seen = Organisation.objects.visible_to(reader).filter(last_confirmed_on__isnull=False)
    return list(seen.order_by("-last_confirmed_on", "sort_key")[:limit])
