"""Inviting, cancelling, ending."""

import pytest
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.network import MandateFactory, OrganisationFactory
from tests.network.mine_kit import at, errors, send, sign_in

from maillage.network.actions.mandates import invite
from maillage.network.enums import MandateRole
from maillage.network.models import Invitation, Mandate

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sud")


@pytest.fixture
def mandate(organisation):
    return MandateFactory(organisation=organisation)


@pytest.fixture
def mine(client, mandate):
    return sign_in(client, mandate.person)


def test_invitation_answers_the_same_for_known_and_unknown_addresses(mine, organisation):
    known = PersonFactory().email
    told = []
    for email in (known, "unknown@example.org"):
        page = send(mine, at("invite", organisation), email=email)
        told.append([str(message).replace(email, "…") for message in page.context["messages"]])
    assert told[0] == told[1]
    assert Invitation.objects.count() == 2


def test_wrong_address_is_named(mine, organisation):
    assert "email" in errors(send(mine, at("invite", organisation), email="nobody"))
    assert not Invitation.objects.exists()


def test_invitation_is_cancelled(mine, organisation):
    invitation = invite(organisation, email="a@example.org", role="editor", language="fr", by=PersonFactory())
    mine.post(at("invitation-cancel", organisation, pk=invitation.pk))
    assert not Invitation.objects.exists()


def test_invitation_of_another_record_is_not_found(mine, organisation):
    theirs = invite(OrganisationFactory(), email="a@example.org", role="editor", language="fr", by=PersonFactory())
    assert mine.post(at("invitation-cancel", organisation, pk=theirs.pk)).status_code == 404


def test_coordinator_ends_a_mandate(mine, organisation):
    other = MandateFactory(organisation=organisation, role=MandateRole.EDITOR)
    url = at("mandate-end", organisation, pk=other.pk)
    assert mine.get(url).status_code == 200
    mine.post(url, {"reason": "Left"})
    assert not Mandate.objects.current().filter(pk=other.pk).exists()
    assert other.person.name in mine.get(at("people", organisation)).content.decode()


def test_last_coordinator_is_warned_and_may_still_leave(mine, organisation, mandate):
    url = at("mandate-end", organisation, pk=mandate.pk)
    assert mine.get(url).context["is_last"]
    assert mine.post(url, follow=True).status_code == 200
    assert not Mandate.objects.current().exists()


def test_one_of_two_coordinators_is_not_warned(mine, organisation, mandate):
    MandateFactory(organisation=organisation)
    assert not mine.get(at("mandate-end", organisation, pk=mandate.pk)).context["is_last"]


def test_editor_ends_their_own_mandate_only(client, organisation, mandate):
    editor = MandateFactory(organisation=organisation, role=MandateRole.EDITOR)
    sign_in(client, editor.person)
    assert client.post(at("mandate-end", organisation, pk=mandate.pk)).status_code == 403
    client.post(at("mandate-end", organisation, pk=editor.pk))
    assert [one.pk for one in Mandate.objects.current()] == [mandate.pk]


def test_editor_does_not_see_addresses_of_the_invited(client, organisation):
    invite(organisation, email="canary@example.org", role="editor", language="fr", by=PersonFactory())
    editor = MandateFactory(organisation=organisation, role=MandateRole.EDITOR).person
    assert "canary@" not in sign_in(client, editor).get(at("people", organisation)).content.decode()


def test_mandate_to_come_is_listed(mine, organisation):
    later = timezone.localdate() + timezone.timedelta(days=30)
    coming = MandateFactory(organisation=organisation, role=MandateRole.EDITOR, since=later)
    assert coming.person.name in mine.get(at("people", organisation)).content.decode()


def test_what_someone_offered_ends_with_their_mandate(mine, organisation):
    leaver = MandateFactory(organisation=organisation)
    for by in (leaver.person, PersonFactory()):
        invite(organisation, email=f"{by.pk}@example.org", role="coordinator", language="fr", by=by)
    mine.post(at("mandate-end", organisation, pk=leaver.pk))
    assert [one.invited_by_id == leaver.person_id for one in Invitation.objects.all()] == [False]


def test_unprintable_reason_is_no_accident(mine, organisation):
    other = MandateFactory(organisation=organisation)
    mine.post(at("mandate-end", organisation, pk=other.pk), {"reason": "a\0b"})
    assert not Mandate.objects.current().filter(pk=other.pk).exists()
