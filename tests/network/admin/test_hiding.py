"""The emergency hide: what it will take away is said first; then it is gone everywhere; lifting gives back what was."""

import pytest
from django.urls import reverse
from tests.factories.network import (
    ContactFactory,
    MandateFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    TieFactory,
)

from maillage.journal.models import Entry
from maillage.network.enums import Act, Audience
from maillage.network.models import ContactPoint, EmergencyHide, Organisation, OrganisationName, Presence, Tie
from maillage.network.queries.readers import reader_of
from maillage.network.readers import MEMBER, STRANGER

URL = "office:hides"
GATED = (Organisation, OrganisationName, ContactPoint, Presence, Tie)


def _scene():
    network = OrganisationFactory(name="Network")
    organisation = OrganisationFactory(name="Ligue")
    territory = TerritoryFactory(name="Mali", code="ml")
    PresenceFactory(organisation=organisation, territory=territory)
    ContactFactory(organisation=organisation, audience=Audience.MEMBERS)
    TieFactory(a=organisation, b=network)
    return {"organisation": organisation, "network": network, "territory": territory}


SCOPES = {"organisation": "Ligue", "network": "network", "territory": "ml"}


def _seen(reader):
    return {model: set(model.objects.visible_to(reader).values_list("pk", flat=True)) for model in GATED}


def _stored():
    return {model: list(model.objects.order_by("pk").values_list("pk", "shown_to", "shown_circles")) for model in GATED}


@pytest.mark.parametrize("scope", SCOPES)
def test_hidden_everywhere_then_lifted_exactly(office, boss, scope):
    scene = _scene()
    before, stranger_saw = _stored(), _seen(STRANGER)
    values = {scope: SCOPES[scope], "reason": "Raid."}
    preview = office.post(reverse(URL), values).context["preview"]
    assert preview["count"] == (2 if scope == "network" else 1)
    assert _stored() == before

    office.post(reverse(URL), values | {"confirmed": "1"})
    ligue = scene["organisation"]
    for reader in (STRANGER, MEMBER):
        assert not Organisation.objects.visible_to(reader).filter(pk=ligue.pk).exists()
        for model in (OrganisationName, ContactPoint, Presence):
            assert not model.objects.visible_to(reader).filter(organisation=ligue).exists()
        assert not Tie.objects.visible_to(reader).exists()
    order = EmergencyHide.objects.get()
    assert Entry.objects.about(order).get(act=Act.HIDDEN).actor_id == boss.pk
    assert order in office.get(reverse(URL)).context["in_force"]

    office.post(reverse("office:hide-lift", args=[order.pk]))
    assert _stored() == before
    assert _seen(STRANGER) == stranger_saw
    assert Entry.objects.about(order).filter(act=Act.HIDE_LIFTED).exists()
    assert not office.get(reverse(URL)).context["in_force"]


def test_own_people_still_see_their_record(office):
    scene = _scene()
    person = MandateFactory(organisation=scene["organisation"]).person
    office.post(reverse(URL), {"organisation": "Ligue", "reason": "Raid.", "confirmed": "1"})
    assert Organisation.objects.visible_to(reader_of(person)).filter(pk=scene["organisation"].pk).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reason": "Raid."}, "__all__"),
        ({"organisation": "Ligue", "territory": "ml", "reason": "Raid."}, "__all__"),
        ({"organisation": "Ligue", "reason": ""}, "reason"),
        ({"organisation": "Nobody", "reason": "Raid."}, "organisation"),
    ],
)
def test_wrong_order_is_explained_and_hides_nothing(office, values, field):
    _scene()
    assert field in office.post(reverse(URL), values | {"confirmed": "1"}).context["form"].errors
    assert not EmergencyHide.objects.exists()


def test_several_matches_are_named(office):
    first, second = OrganisationFactory(name="Ligue A"), OrganisationFactory(name="Ligue B")
    form = office.post(reverse(URL), {"organisation": "Ligue", "reason": "Raid."}).context["form"]
    assert first.slug in str(form.errors["organisation"])
    assert second.slug in str(form.errors["organisation"])


def test_looking_at_a_lift_changes_nothing(office):
    _scene()
    office.post(reverse(URL), {"organisation": "Ligue", "reason": "Raid.", "confirmed": "1"})
    office.get(reverse("office:hide-lift", args=[EmergencyHide.objects.get().pk]))
    assert EmergencyHide.objects.in_force().count() == 1
