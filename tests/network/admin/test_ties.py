"""Ties as stewards keep them."""

import pytest
from django.urls import reverse
from tests.factories.network import BodyFactory, OrganisationFactory, SourceFactory, TieFactory, TieTypeFactory

from maillage.journal.models import Entry
from maillage.network.enums import Act, Audience, TieState
from maillage.network.models import Tie


@pytest.fixture
def values(db):
    return {
        "a": OrganisationFactory().slug, "b": OrganisationFactory().slug, "type": TieTypeFactory().pk,
        "source": SourceFactory(title="Report").title, "period": "2004/..", "audience": "0",
    }  # fmt: skip


def test_tie_is_stated_from_a_source(office, boss, values):
    office.post(reverse("ties:add"), values)
    tie = Tie.objects.get()
    assert (tie.state, tie.source.title, tie.shown_to) == (TieState.STATED, "Report", Audience.PUBLIC)
    assert Entry.objects.about(tie).get(act=Act.TIE_STATED).actor_id == boss.pk


@pytest.mark.parametrize(
    ("wrong", "field"), [({"source": ""}, "source"), ({"period": "soon"}, "period"), ({"a": "?"}, "a")]
)
def test_wrong_tie_is_explained(office, values, wrong, field):
    assert field in office.post(reverse("ties:add"), values | wrong).context["form"].errors
    assert not Tie.objects.exists()


def test_same_tie_twice_is_explained(office, values):
    office.post(reverse("ties:add"), values)
    assert office.post(reverse("ties:add"), values).context["form"].errors
    assert Tie.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "act"),
    [
        ({"act": "disclose", "disclose-audience": "10"}, Act.DISCLOSED),
        ({"act": "end", "end-until": "2011"}, Act.TIE_ENDED),
        ({"act": "withdraw", "withdraw-reason": "A mistake."}, Act.TIE_WITHDRAWN),
        ({"act": "role", "role-role": "founder"}, Act.ROLE_ADDED),
    ],
)
def test_desk_does_what_the_tie_allows(office, sent, act):
    tie = TieFactory()
    assert office.post(reverse("office:tie", args=[tie.pk]), sent).status_code == 302
    assert Entry.objects.get().act == act


def test_wrong_end_is_explained(office):
    tie = TieFactory(period="2004/..")
    response = office.post(reverse("office:tie", args=[tie.pk]), {"act": "end", "end-until": "2001"})
    assert response.status_code == 200
    tie.refresh_from_db()
    assert tie.period == "2004/.."


def test_role_names_a_body_of_the_network_and_can_be_removed(office):
    tie = TieFactory()
    body = BodyFactory(organisation=tie.b)
    BodyFactory()
    url = reverse("office:tie", args=[tie.pk])
    office.post(url, {"act": "role", "role-role": "board_member", "role-body": body.pk})
    role = tie.roles.get()
    assert role.body == body
    office.post(reverse("office:tie-role-remove", args=[tie.pk, role.pk]))
    assert not tie.roles.exists()


def test_withdrawn_tie_offers_nothing(office):
    tie = TieFactory(state=TieState.WITHDRAWN)
    url = reverse("office:tie", args=[tie.pk])
    assert office.get(url).context["acts"] == []
    assert office.post(url, {"act": "end", "end-until": "2011"}).status_code == 404


def test_search_finds_the_ties_of_an_organisation(office):
    tie = TieFactory(a=OrganisationFactory(name="Ligue"))
    TieFactory()
    assert list(office.get(reverse("ties:index"), {"q": "ligue"}).context["object_list"]) == [tie]
