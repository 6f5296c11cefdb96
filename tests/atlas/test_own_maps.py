"""A network's coordinators keep the maps of its members: from their desk, without being stewards, never wider than it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from tests.factories.accounts import PersonFactory
from tests.factories.atlas import PartnerMapFactory
from tests.factories.network import (
    CircleFactory,
    HomeFactory,
    MandateFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    TieFactory,
)
from tests.network.mine_kit import errors, filled, send, sign_in

from maillage.atlas.actions.own_maps import add_own_map
from maillage.atlas.enums import Act
from maillage.atlas.models import PartnerMap
from maillage.journal.models import Entry
from maillage.network.enums import Audience, MandateRole

pytestmark = pytest.mark.django_db
ADD = "/en/mine/crid/maps/add/"


@pytest.fixture
def crid():
    """A network with four members in Mali; it is no member of the instance's own network."""
    HomeFactory()
    network = OrganisationFactory(name="CRID", kind="network")
    mali = TerritoryFactory(name="Mali", code="ML", latitude=17.3, longitude=-3.5)
    for number in range(4):
        one = OrganisationFactory(name=f"Member {number}", kind="union" if number else "media")
        PresenceFactory(organisation=one, territory=mali)
        TieFactory(a=one, b=network)
    return network


def one_who(network, role=MandateRole.COORDINATOR):
    person = PersonFactory()
    MandateFactory(person=person, organisation=network, role=role)
    return person


@pytest.fixture
def coordinator(client, crid):
    return sign_in(client, one_who(crid))


def test_from_the_desk_to_a_map_on_another_site(coordinator, client, crid):
    assert ADD in client.get(reverse("portal:desk")).content.decode()
    response = send(client, ADD, title="Our members", kind=["union"], origins="https://host.example")
    kept = PartnerMap.objects.get()

    assert response.redirect_chain[-1][0] == "/en/mine/crid/maps/"
    assert (kept.slug, kept.network, kept.filters) == ("crid-our-members", crid, "kind=union")
    assert (kept.audience, kept.shown_to, kept.origins) == (0, 0, ["https://host.example"])
    assert "Mali: 3" in client.get("/en/embed/crid-our-members/").content.decode()
    assert f"/en/mine/crid/maps/{kept.pk}/" in client.get("/en/map/crid-our-members/").content.decode()


def test_a_map_is_changed_in_the_language_of_the_page_and_removed(coordinator, client, crid):
    kept = PartnerMapFactory(slug="old", network=crid, title="Old", filters="kind=union")
    send(client, f"/fr/mine/crid/maps/{kept.pk}/", title="Nos membres", languages=["fr", "ar"], precision_cap="30")
    kept.refresh_from_db()

    assert (kept.slug, kept.network, kept.languages, kept.precision_cap) == ("old", crid, ["fr", "ar"], 30)
    assert kept.title.localize("fr") == "Nos membres"
    client.post(f"/en/mine/crid/maps/{kept.pk}/remove/")
    assert not PartnerMap.objects.exists()
    assert set(Entry.objects.filter(act__in=Act.values).values_list("act", flat=True)) == set(Act.values)


def test_the_filters_of_an_address_are_taken_over(coordinator, client, crid):
    text = client.get(f"{ADD}?kind=union&territory=ML").content.decode()

    assert 'name="kind" value="union" checked' in text
    assert 'name="territory" value="ML" checked' in text


def test_a_saved_filter_is_shown_and_kept(coordinator, client, crid):
    kept = PartnerMapFactory(slug="old", network=crid, title="Old", filters="kind=union&q=Member")
    address = f"/en/mine/crid/maps/{kept.pk}/"
    text = client.get(address).content.decode()
    assert 'name="kind" value="union" checked' in text
    assert 'value="Member"' in text

    client.post(address, filled(client, address) | {"title": "New"})  # every box unticked
    kept.refresh_from_db()
    assert kept.filters == ""


@pytest.mark.parametrize("who", ["stranger", "editor", "of another", "nobody"])
def test_others_keep_nothing(client, crid, who):
    kept = PartnerMapFactory(slug="old", network=crid, title="Old")
    if who != "stranger":
        other = OrganisationFactory(name="Other", kind="network")
        people = {"editor": lambda: one_who(crid, MandateRole.EDITOR), "of another": lambda: one_who(other)}
        sign_in(client, people.get(who, PersonFactory)())
    expected = {"stranger": 302, "editor": 403}.get(who, 404)

    for address in ("", "add/", f"{kept.pk}/", f"{kept.pk}/remove/"):
        assert client.get(f"/en/mine/crid/maps/{address}").status_code == expected
        if address:
            assert client.post(f"/en/mine/crid/maps/{address}", {"title": "Taken"}).status_code == expected
    kept.refresh_from_db()
    assert str(kept.title) == "Old"


def test_the_map_of_another_network_is_out_of_reach(coordinator, client, crid):
    other = PartnerMapFactory(slug="other", network=OrganisationFactory(name="Other"), title="Other")

    assert client.get(f"/en/mine/crid/maps/{other.pk}/").status_code == 404
    assert client.post(f"/en/mine/crid/maps/{other.pk}/remove/").status_code == 404


def test_the_audience_is_never_wider_than_the_network(client, crid):
    quiet = OrganisationFactory(name="Quiet", kind="network", audience=Audience.MEMBERS)
    sign_in(client, one_who(quiet))
    address = "/en/mine/quiet/maps/add/"
    offered = [code for code, _words in client.get(address).context["form"].fields["audience"].choices]
    assert offered[0] == "10"

    assert "audience" in errors(send(client, address, title="Wide", audience="0"))
    with pytest.raises(ValidationError):
        add_own_map(quiet, by=None, title="Wide", audience=0)
    assert not PartnerMap.objects.exists()


def test_a_circle_of_others_cannot_be_named(coordinator, client, crid):
    circle = CircleFactory(name="Theirs")

    assert "audience" in errors(send(client, ADD, title="For them", audience=f"20:{circle.pk}"))


def test_an_embed_needs_a_map_for_everyone(coordinator, client, crid):
    response = send(client, ADD, title="Ours", audience="10", origins="https://host.example")

    assert "origins" in errors(response)


def test_a_filter_says_nothing_of_what_the_coordinator_may_not_know(coordinator, client, crid):
    """A hidden network named in a filter is as unknown as one that never was, whatever the audience chosen."""
    OrganisationFactory(name="Zqhidden", kind="network", audience=Audience.MEMBERS)

    def said(slug):
        response = send(client, ADD, title="Probe", audience="10", network=[slug])
        return response.status_code, errors(response)["__all__"][0].replace(slug, "")

    assert said("zqhidden") == said("zqabsent")
    assert not PartnerMap.objects.exists()


def test_what_not_everyone_may_know_does_not_narrow_a_map_for_everyone(client, crid):
    home = OrganisationFactory._meta.model.objects.get(is_home=True)
    TieFactory(a=crid, b=home)
    OrganisationFactory(name="Hidden", kind="network", audience=Audience.MEMBERS)
    sign_in(client, one_who(crid))

    assert "__all__" in errors(send(client, ADD, title="For all", audience="0", network=["hidden"]))
    assert send(client, ADD, title="For us", audience="10", network=["hidden"]).redirect_chain


def test_two_maps_of_one_title_have_two_addresses(coordinator, client, crid):
    for _ in range(2):
        send(client, ADD, title="Our members")

    assert PartnerMap.objects.values("slug").distinct().count() == 2


def test_the_desk_says_nothing_of_maps_to_those_who_coordinate_no_network(client, crid):
    sign_in(client, one_who(OrganisationFactory(name="Alone")))

    assert "/maps/" not in client.get(reverse("portal:desk")).content.decode()


def test_the_list_takes_as_many_queries_for_three_as_for_one(coordinator, client, crid):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = []
    for number in (1, 2):
        for _ in range(number):
            PartnerMapFactory(network=crid)
        client.get("/en/mine/crid/maps/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/en/mine/crid/maps/").status_code == 200
        counted.append(len(captured))

    assert counted[0] == counted[1]
