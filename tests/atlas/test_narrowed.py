"""Points kept in the process draw what the tables would, and nothing older than the directory."""

import random

import pytest
from django.http import QueryDict
from tests.factories.network import OrganisationFactory, PresenceFactory, TerritoryFactory

from maillage.atlas.filters import open_map
from maillage.atlas.queries import narrowed, places
from maillage.atlas.queries.version import version
from maillage.kit import morton
from maillage.network.actions import safety
from maillage.network.enums import OrganisationKind, TerritoryKind
from maillage.network.readers import STRANGER

pytestmark = pytest.mark.django_db


@pytest.fixture
def unions():
    """Eighteen in six towns of West Africa, some of them neighbours, and others that are no unions."""
    chance = random.Random(2026)
    towns = [
        TerritoryFactory(
            name=f"Town {n}",
            code=f"town-{n}",
            kind=TerritoryKind.TOWN,
            latitude=chance.uniform(5, 15),
            longitude=chance.uniform(-15, 0),
        )
        for n in range(6)
    ]
    found = [OrganisationFactory(kind=OrganisationKind.UNION) for _ in range(18)]
    for n, owner in enumerate([*found, *(OrganisationFactory() for _ in range(6))]):
        PresenceFactory(organisation=owner, territory=towns[n % 6])
    return found


def drawn(z: int, *, at=(10.0, -7.0), query: str = "kind=union"):
    shown = open_map(STRANGER, "all", QueryDict(query))
    x, y = morton.square(*at)
    return places.groups(shown, version(STRANGER), z, x >> morton.LEVELS - z, y >> morton.LEVELS - z)


@pytest.mark.parametrize("z", [0, 3, 6, 10, 14, 16])
def test_too_many_to_keep_are_drawn_alike_from_the_tables(unions, monkeypatch, z):
    seat = unions[0].presences.get()
    at = (seat.public_latitude, seat.public_longitude)
    kept = drawn(z, at=at)
    monkeypatch.setattr(narrowed, "LARGEST", 1)
    narrowed.forget()

    assert kept
    assert drawn(z, at=at) == kept


def test_a_narrowing_is_read_once_for_all_its_tiles(unions, django_assert_num_queries):
    shown, now = open_map(STRANGER, "all", QueryDict("kind=union")), version(STRANGER)
    with django_assert_num_queries(1):
        for z in range(10):
            places.groups(shown, now, z, 0, 0)


def test_what_is_hidden_is_drawn_no_more(unions):
    before = sum(group.n for group in drawn(0))
    safety.hide(organisation=unions[0], reason="threats", by=None)

    assert (before, sum(group.n for group in drawn(0))) == (18, 17)


def test_a_tile_of_many_places_is_drawn_in_squares_at_the_last_level(unions, monkeypatch):
    monkeypatch.setattr(places, "CROWD", 0)
    seat = unions[0].presences.get()
    (group,) = drawn(16, at=(seat.public_latitude, seat.public_longitude))

    assert (group.n, group.level) == (3, 20)
