"""A partner map narrowed by its address: inside what was saved, never beside it; map, list and tiles in step."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.atlas import PartnerMapFactory
from tests.factories.network import (
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeFactory,
    ThemeLinkFactory,
)

from maillage.atlas.filters import open_map
from maillage.network.enums import OrganisationKind
from maillage.network.readers import STRANGER

pytestmark = pytest.mark.django_db
KINDS = OrganisationKind.values


@pytest.fixture
def unions():
    """Four unions and three foundations in Mali, three unions in Niger; three of the Malian unions work on water."""
    mali = TerritoryFactory(name="Mali", code="ML", latitude=17.3, longitude=-3.5)
    niger = TerritoryFactory(name="Niger", code="NE", latitude=17.6, longitude=8.0)
    water = ThemeFactory(name="Water", code="water")
    for unit, kind, count in ((mali, "union", 4), (mali, "foundation", 3), (niger, "union", 3)):
        for number in range(count):
            one = OrganisationFactory(name=f"{kind} {unit.code} {number}", kind=kind)
            PresenceFactory(organisation=one, territory=unit)
            if unit is mali and number < 3:
                ThemeLinkFactory(organisation=one, theme=water)
    return PartnerMapFactory(slug="unions", title="Unions", filters="kind=union")


def said(client, query=""):
    response = client.get(f"/en/map/unions/{query}")
    assert response.status_code == 200
    return response.content.decode()


def count_in(text):
    return int(re.search(r'id="found"[^>]*>(\d+) organisation', text)[1])


def test_the_form_of_the_directory_narrows_the_map(client, unions):
    whole, narrowed = said(client), said(client, "?territory=ML&theme=water")

    assert count_in(whole) == 7
    assert count_in(narrowed) == 3
    assert 'name="theme" value="water"' in whole
    assert 'value="water" checked' in narrowed
    assert "/en/organisations/?kind=union&amp;territory=ML&amp;theme=water" in narrowed
    assert "/en/map/unions/facts?territory=ML&amp;theme=water" in narrowed


def test_facts_and_names_in_view_follow(client, unions):
    facts = client.get("/en/map/unions/facts?territory=ML").json()

    assert [one["code"] for one in facts["countries"]] == ["ML"]
    assert "territory=ML" in facts["tiles"]
    assert facts["within"] == "/en/map/unions/within?territory=ML"


def test_what_was_saved_stays(client, unions):
    narrowed = said(client, "?kind=foundation")

    assert "Too few organisations" in narrowed
    assert "Mali: " not in narrowed
    assert 'name="kind" value="foundation" checked' not in said(client)
    assert 'name="kind" value="union"' not in said(client)  # all of them are: it would change nothing


def test_counts_beside_the_filters_obey_the_map(client, unions):
    OrganisationFactory.create_batch(4, kind=OrganisationKind.UNION)  # somewhere: else the rest of all would be told
    type(unions).objects.filter(pk=unions.pk).update(threshold=4)
    text = said(client)

    assert 'value="water"' not in text
    assert 'value="NE"' not in text
    assert 'value="ML"' in text


def test_a_part_of_the_page_is_enough_for_a_browser_that_asks_so(client, unions):
    response = client.get("/en/map/unions/?theme=water", headers={"HX-Request": "true"})

    assert response.content.decode().strip().startswith('<div id="results"')
    assert "HX-Request" in response["Vary"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kinds=st.lists(st.sampled_from(KINDS), max_size=3),
    places=st.lists(st.sampled_from(["ML", "NE", "XX"]), max_size=2),
    words=st.sampled_from(["", "union", "ML", "foundation"]),
)
def test_no_address_shows_more_than_the_saved_filter(unions, kinds, places, words):
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    query.setlist("kind", kinds)
    query.setlist("territory", places)
    query["q"] = words
    whole = set(open_map(STRANGER, "unions", QueryDict()).organisations().values_list("pk", flat=True))
    narrowed = set(open_map(STRANGER, "unions", query).organisations().values_list("pk", flat=True))

    assert narrowed <= whole
