"""The home page tells what its reader may see, counts nothing too small, and holds when there is nothing."""

import re

import pytest
from django.test import Client
from tests.factories.home import network_at_work
from tests.factories.network import OrganisationFactory, PresenceFactory, TerritoryFactory, TieFactory

from maillage.network.enums import Audience
from maillage.network.models import Organisation, Tie
from maillage.network.readers import MEMBER, STRANGER
from maillage.portal import queries

pytestmark = pytest.mark.django_db


def page(client: Client, language: str = "fr") -> str:
    return client.get(f"/{language}/").content.decode()


def test_empty_instance_has_a_home_page(client: Client):
    text = page(client, "en")
    assert "We stand because we stand together" in text
    assert 'class="empty"' in text
    assert 'class="mesh"' not in text


def test_home_page_bears_the_name_of_the_home_organisation(client: Client):
    network_at_work()
    assert "<title>Ipam</title>" in page(client)


def test_figures_below_the_threshold_are_not_told():
    OrganisationFactory.create_batch(2)
    assert queries.figures(STRANGER, []) == {}
    OrganisationFactory()
    assert queries.figures(STRANGER, []) == {"organisations": 3}


def test_networks_are_not_counted_where_others_would_be_few():
    OrganisationFactory.create_batch(4, kind="network")
    OrganisationFactory.create_batch(2)
    assert queries.figures(STRANGER, []) == {"organisations": 6}
    OrganisationFactory()
    assert queries.figures(STRANGER, []) == {"organisations": 7, "networks": 4}


def test_country_is_not_named_where_another_could_be_worked_out():
    for code, number in (("ML", 5), ("TG", 4), ("TD", 1)):
        for _ in range(number):
            PresenceFactory(territory=TerritoryFactory(code=code))
    assert [place.territory.code for place in queries.places_of(STRANGER)] == ["ML"]


def test_country_with_too_few_partners_is_not_named(client: Client):
    network_at_work()
    assert [(place.territory.code, place.count) for place in queries.places_of(STRANGER)] == [
        ("FR", 5), ("SN", 4), ("TN", 3),
    ]  # fmt: skip
    assert "Polynésie" not in page(client)


def test_partner_with_two_places_in_a_country_counts_once():
    country = TerritoryFactory(code="ML")
    town = TerritoryFactory(code="bamako", kind="town", parent=country)
    partners = OrganisationFactory.create_batch(3)
    for partner in partners:
        PresenceFactory(organisation=partner, territory=country)
        PresenceFactory(organisation=partner, territory=town)
    assert [place.count for place in queries.places_of(STRANGER)] == [3]


def test_hidden_partners_count_for_those_who_see_them():
    country = TerritoryFactory(code="ML")
    for _ in range(3):
        PresenceFactory(organisation=OrganisationFactory(audience=Audience.MEMBERS), territory=country, audience=10)
    assert queries.places_of(STRANGER) == []
    assert [place.count for place in queries.places_of(MEMBER)] == [3]


def test_founding_ties_come_first_and_are_drawn_thick(client: Client):
    home = network_at_work()
    neighbours = queries.neighbours_of(home, STRANGER)
    assert [str(one.organisation) for one in neighbours[:2]] == ["CICP", "CRID"]
    assert [one.is_founding for one in neighbours] == [True, True, False, False, False]
    [thick] = re.findall(r'<path class="t" d="([^"]*)"', page(client))
    assert thick.count("M") == 2


def test_tie_for_members_is_not_drawn_for_strangers():
    home = network_at_work()
    hidden = TieFactory(a=OrganisationFactory(name="Hidden"), b=home, audience=Audience.MEMBERS)
    assert hidden.a_id not in {one.organisation.pk for one in queries.neighbours_of(home, STRANGER)}
    assert hidden.a_id in {one.organisation.pk for one in queries.neighbours_of(home, MEMBER)}


def test_drawing_is_hidden_from_those_who_listen_and_said_in_a_list(client: Client):
    network_at_work()
    text = page(client, "en")
    assert '<svg class="mesh"' in text
    assert 'aria-hidden="true"' in text
    assert "since June 1998" in text
    assert "among the founders" in text


def test_home_page_asks_as_much_for_one_as_for_three(client: Client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    network_at_work()
    many = Tie.objects.values_list("pk", flat=True)
    client.get("/fr/")
    with CaptureQueriesContext(
        connection,
    ) as three:
        client.get("/fr/")
    Tie.objects.filter(pk__in=list(many[1:])).delete()
    Organisation.objects.exclude(last_confirmed_on="2026-10-03").update(last_confirmed_on=None)
    client.get("/fr/")  # the map is worked out again after a change, and kept
    with CaptureQueriesContext(connection) as one:
        client.get("/fr/")
    assert len(one) == len(three)


def test_what_we_show_names_the_threshold_of_this_instance(client: Client, settings):
    settings.COUNT_THRESHOLD = 7
    assert '<span class="figure">7</span>' in client.get("/en/what-we-show/").content.decode()


def test_styleguide_shows_every_component(client: Client):
    text = client.get("/en/styleguide/").content.decode()
    for name in ("act", "act quiet", "act grave", "tag", "note", "note warning", "ledger", "figure", "table folds", "pages",
                 "facets", "search", "summary", "empty", "call", "said", "tabs", "audience", "who"):  # fmt: skip
        assert f'class="{name}"' in text, name
