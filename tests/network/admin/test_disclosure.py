"""Policies and consents: looked at first, applied at once, journaled."""

import pytest
from django.urls import reverse
from tests.factories.network import (
    ConsentFactory,
    OrganisationFactory,
    PolicyFactory,
    PresenceFactory,
    TerritoryFactory,
)

from maillage.journal.models import Entry
from maillage.network.enums import Act, Audience
from maillage.network.models import Consent, DisclosurePolicy


@pytest.fixture
def presence(db):
    return PresenceFactory(territory=TerritoryFactory(name="Mali", code="ml"))


POLICY = {"territory": "ml", "covers": "everything", "audience": "10", "precision": "30", "reason": "Arrests."}


def _level(presence):
    presence.organisation.refresh_from_db()
    return presence.organisation.shown_to


def test_preview_counts_and_writes_nothing(office, presence):
    preview = office.post(reverse("policies:add"), POLICY | {"preview": "1"}).context["preview"]
    assert preview["count"] == 1
    assert not DisclosurePolicy.objects.exists()


def test_policy_is_set_changed_and_removed(office, presence):
    office.post(reverse("policies:add"), POLICY)
    assert _level(presence) == Audience.MEMBERS
    policy = DisclosurePolicy.objects.get()
    office.post(reverse("policies:edit", args=[policy.pk]), POLICY | {"audience": "30"})
    assert _level(presence) == Audience.STEWARDS
    office.post(reverse("policies:delete", args=[policy.pk]))
    assert _level(presence) == Audience.PUBLIC
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [Act.POLICY_SET, Act.POLICY_SET, Act.POLICY_REMOVED]


def test_policy_bears_on_one_thing(office, presence):
    wrong = POLICY | {"organisation": presence.organisation.slug}
    assert office.post(reverse("policies:add"), wrong).context["form"].errors
    assert (
        office.get(reverse("policies:edit", args=[PolicyFactory(territory=TerritoryFactory()).pk])).status_code == 200
    )


def test_consent_is_given_and_withdrawn(office):
    organisation = OrganisationFactory()
    values = {"organisation": organisation.slug, "covers": "everything", "audience": "10", "precision": "30"}
    office.post(reverse("consents:add"), values)
    organisation.refresh_from_db()
    assert organisation.shown_to == Audience.MEMBERS
    office.post(reverse("consents:delete", args=[Consent.objects.get().pk]))
    organisation.refresh_from_db()
    assert organisation.shown_to == Audience.STEWARDS
    assert Entry.objects.count() == 2


def test_consent_cannot_be_edited(office):
    assert office.get(f"/admin/consents/{ConsentFactory().pk}/").status_code == 404
