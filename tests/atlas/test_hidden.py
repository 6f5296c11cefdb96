"""Hidden must stay hidden: with a hidden organisation or without it, a stranger reads the same bytes everywhere."""

import json

import mapbox_vector_tile
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.atlas import PartnerMapFactory
from tests.factories.network import (
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeFactory,
    ThemeLinkFactory,
    TieFactory,
)

from maillage.atlas.filters import open_map
from maillage.atlas.queries.countries import counts
from maillage.kit import morton
from maillage.network.actions import organisations, places, safety
from maillage.network.enums import Audience, OrganisationKind, Precision, TerritoryKind
from maillage.network.models import Organisation, Presence
from maillage.network.readers import STRANGER

pytestmark = pytest.mark.django_db
TOWN = (12.65, -8.0)
QUERIES = ({}, {"kind": "union"}, {"theme": "water"}, {"network": "crid"}, {"territory": "ML"}, {"q": "secret"})


def answers(client) -> dict[str, object]:
    """Everything a stranger can ask of the maps, around every place of the test."""
    heard: dict[str, object] = {}
    for slug in ("all", "ours", "towns"):
        for query in QUERIES if slug == "all" else QUERIES[:1]:
            heard[f"{slug} {query}"] = _body(client.get(reverse("atlas:tilejson", kwargs={"map": slug}), query))
            shown = open_map(STRANGER, slug, MultiValueDict({k: [v] for k, v in query.items()}))
            heard[f"counts {slug} {query}"] = [(str(c.territory), c.count) for c in counts(shown)] if shown else None
            for z, name in ((0, "tile"), (9, "tile"), (12, "tile"), (16, "tile"), (12, "spot")):
                x, y = (step >> morton.LEVELS - z for step in morton.square(*TOWN))
                address = reverse(f"atlas:{name}", kwargs={"map": slug, "z": z, "x": x, "y": y})
                heard[f"{address} {query}"] = _body(client.get(address, query))
    return heard


def _body(response) -> tuple[object, ...]:
    return response.status_code, response.content, response.headers.get("ETag"), response.headers["Cache-Control"]


@pytest.fixture
def mali():
    return TerritoryFactory(name="Mali", code="ML", latitude=17.0, longitude=-4.0)


@pytest.fixture
def town(mali):
    return TerritoryFactory(name="Bamako", kind=TerritoryKind.TOWN, parent=mali, latitude=TOWN[0], longitude=TOWN[1])


neighbours = st.lists(
    st.tuples(st.sampled_from(["same", "near", "far"]), st.sampled_from(["association", "union"]), st.booleans()),
    max_size=4,
)
hiding = st.sampled_from(["audience", "members", "hide", "place", "precision"])
SPOTS = {"same": TOWN, "near": (12.6501, -8.0001), "far": (48.85, 2.35)}


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(neighbours=neighbours, hiding=hiding, spot=st.sampled_from(list(SPOTS)))
def test_nothing_changes_when_a_hidden_organisation_goes(client, town, neighbours, hiding, spot):
    with transaction.atomic():
        network, theme = OrganisationFactory(name="CRID"), ThemeFactory(name="water", code="water")
        PartnerMapFactory(slug="ours", network=network)
        PartnerMapFactory(slug="towns", precision_cap=Precision.TOWN, threshold=5)
        for place, kind, joins in neighbours:
            _settle(town, SPOTS[place], kind=kind, network=network if joins else None)
        hidden = _settle(town, SPOTS[spot], kind="union", network=network, name="Secret")
        ThemeLinkFactory(organisation=hidden, theme=theme)
        _hide(hidden, hiding)
        before = answers(client)
        if hiding in {"place", "precision"}:  # the record is public, its place is not
            Presence.objects.filter(organisation=hidden).update(precision_members=Precision.EXACT, members_latitude=1)
            assert _drawn(answers(client)) == _drawn(before)
        else:
            hidden.delete()
            assert answers(client) == before
        assert b"secret" not in json.dumps([str(value) for value in _tiles(before).values()]).lower().encode()
        transaction.set_rollback(True)


def _settle(town, spot, *, kind, network, **values) -> Organisation:
    owner = OrganisationFactory(kind=OrganisationKind(kind), **values)
    PresenceFactory(organisation=owner, territory=town, latitude=spot[0], longitude=spot[1])
    if network:
        TieFactory(a=owner, b=network)
    return owner


def _hide(owner, hiding) -> None:
    presence = Presence.objects.get(organisation=owner)
    if hiding == "audience":
        organisations.change_organisation(owner, audience=Audience.STEWARDS, by=None)
    elif hiding == "members":
        organisations.change_organisation(owner, audience=Audience.MEMBERS, by=None)
    elif hiding == "hide":
        safety.hide(reason="Threatened", by=None, organisation=owner)
    elif hiding == "place":
        organisations.disclose(presence, audience=Audience.MEMBERS, by=None)
    else:
        places.change_place(presence, precision_public=Precision.COUNTRY, by=None)


def _tiles(heard):
    return {key: value for key, value in heard.items() if ".mvt" in key}


def _drawn(heard):
    return {key: value[1] for key, value in _tiles(heard).items()}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(-80, 80), st.floats(-179, 179), st.sampled_from(Precision.values))
def test_no_tile_is_finer_than_what_was_allowed(client, town, latitude, longitude, precision):
    with transaction.atomic():
        PresenceFactory(territory=town, latitude=latitude, longitude=longitude, precision_public=precision)
        for z in (0, 7, 11, 16):
            for spot in ((latitude, longitude), TOWN):
                x, y = (step >> morton.LEVELS - z for step in morton.square(*spot))
                said = client.get(reverse("atlas:tile", kwargs={"map": "all", "z": z, "x": x, "y": y})).content
                allowed = {Precision.EXACT: [(latitude, longitude)], Precision.TOWN: [TOWN]}.get(precision, [])
                assert _places(said, z, x, y) <= {_pixel(z, place) for place in allowed}
        transaction.set_rollback(True)


def _pixel(z, place) -> tuple[int, int]:
    x, y = morton.square(*place)
    return x >> morton.LEVELS - z - 12, y >> morton.LEVELS - z - 12


def _places(said, z, x, y) -> set[tuple[int, int]]:
    if not said:
        return set()
    layer = mapbox_vector_tile.decode(said, default_options={"y_coord_down": True})["organisations"]
    found = (feature["geometry"]["coordinates"] for feature in layer["features"])
    return {(x * 4096 + left, y * 4096 + top) for left, top in found}
