"""Counts of a large directory: they may lag behind the rows, never behind a narrowing; what is kept is thrown away in time."""

import pytest
from django.urls import reverse
from tests.factories.network import OrganisationFactory, PresenceFactory, ThemeLinkFactory

from maillage.network.actions import organisations, safety
from maillage.network.enums import Audience, FieldGroup, Precision
from maillage.network.models import DisclosurePolicy
from maillage.network.queries import version as versions
from maillage.network.queries.version import version

pytestmark = pytest.mark.django_db


@pytest.fixture
def _large(monkeypatch):
    """However few the rows: an unknown size is -1."""
    monkeypatch.setattr(versions, "LARGE", -1)


def kinds(client) -> dict[str, int]:
    groups = client.get(reverse("network:organisation-list")).context["facets"]
    return {o.value: o.count for group in groups if group.name == "kind" for o, _chosen in group.options}


def listed(client) -> list[str]:
    return [str(row) for row in client.get(reverse("network:organisation-list")).context["page_obj"]]


@pytest.mark.usefixtures("_large")
def test_counts_lag_behind_a_new_row_and_the_rows_do_not(client):
    for _ in range(3):
        OrganisationFactory()
    assert kinds(client) == {"association": 3}
    OrganisationFactory(name="Zzz, the last")

    assert "Zzz, the last" in listed(client)
    cache_less_page = client.get(reverse("network:organisation-list"), {"page": "1"})
    assert cache_less_page.context["facets"][0].options[0][0].count == 3
    assert cache_less_page.context["found"] == 4


@pytest.mark.usefixtures("_large")
def test_counts_follow_a_hide_at_once(client):
    hidden, *_rest = [OrganisationFactory() for _ in range(4)]
    assert kinds(client) == {"association": 4}
    safety.hide(reason="Threatened", by=None, organisation=hidden)

    assert kinds(client) == {"association": 3}


@pytest.mark.usefixtures("_large")
def test_counts_follow_a_policy_and_the_end_of_a_consent_at_once(client):
    links = [ThemeLinkFactory() for _ in range(4)]
    consent = safety.give_consent(
        links[0].organisation,
        by=None,
        covers=FieldGroup.EVERYTHING,
        audience=Audience.PUBLIC,
        precision=Precision.EXACT,
    )
    assert kinds(client) == {"association": 4}
    safety.withdraw_consent(consent, by=None)
    assert kinds(client) == {"association": 3}
    policy = DisclosurePolicy(
        organisation=links[1].organisation, covers=FieldGroup.EVERYTHING, audience=Audience.MEMBERS, reason="Care"
    )
    safety.set_policy(policy, by=None)
    assert kinds(client) == {}


def test_counts_of_a_small_directory_never_lag(client):
    for _ in range(3):
        OrganisationFactory()
    assert kinds(client) == {"association": 3}
    OrganisationFactory()

    assert kinds(client) == {"association": 4}


def test_narrowed_moves_with_what_is_shown_to_fewer_or_less_exactly_and_with_nothing_else():
    presence = PresenceFactory(precision_public=Precision.TOWN)
    organisation = presence.organisation
    before = version()
    organisations.confirm_record(organisation, by=None)
    OrganisationFactory()
    after = version()
    assert after.rows != before.rows
    assert after.narrowed == before.narrowed

    hide = safety.hide(reason="Threatened", by=None, organisation=organisation)
    hidden = version()
    assert hidden.narrowed != after.narrowed
    safety.lift_hide(hide, by=None)
    assert version().narrowed == hidden.narrowed


def test_the_page_of_an_organisation_is_drawn_again_after_a_change(client):
    organisation = OrganisationFactory(name="Kept")
    address = reverse("network:organisation-detail", args=[organisation.slug])
    assert b"Kept" in client.get(address).content
    safety.hide(reason="Threatened", by=None, organisation=organisation)

    assert client.get(address).status_code == 404
