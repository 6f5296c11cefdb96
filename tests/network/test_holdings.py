"""What the network holds about people: shown, erased, forgotten in time."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.network import CircleFactory, HomeFactory, MandateFactory, OrganisationFactory

from maillage.kit.personal_data import erase_all, forget_expired, held_about, obstacles_of
from maillage.network.actions import mandates, proposals, safety
from maillage.network.enums import Audience, FieldGroup, MandateRole, Precision
from maillage.network.models import ChangeProposal, Consent, Invitation, Mandate

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone(mailoutbox):
    """A person who did everything a person can do here."""
    person, organisation = PersonFactory(), OrganisationFactory(name="Comité")
    mandates.grant(person, organisation, role=MandateRole.COORDINATOR, by=None)
    mandates.invite(organisation, email=person.email, role=MandateRole.EDITOR, language="fr", by=None)
    proposals.propose_change(organisation, changes={"founded": "1976"}, message="I was there", by=person)
    safety.give_consent(
        organisation, by=person, covers=FieldGroup.TEXTS, audience=Audience.PUBLIC, precision=Precision.COUNTRY
    )
    CircleFactory().people.add(person)
    return person


KINDS = ("mandates", "invitations", "proposals", "consents", "circles")


def test_everything_held_is_shown(someone):
    assert {kind: len(held_about(someone.pk)[kind]) for kind in KINDS} == dict.fromkeys(KINDS, 1)


def test_erasing_leaves_the_organisation_s_facts_and_nobody_s_name(someone):
    erase_all(someone.pk)

    assert not Mandate.objects.exists()
    assert not Invitation.objects.exists()
    assert (Consent.objects.get().given_by, ChangeProposal.objects.get().proposed_by) == (None, None)
    assert ChangeProposal.objects.get().message == ""


def test_the_last_steward_is_asked_to_pass_on_the_mandate():
    home, steward = HomeFactory(), PersonFactory()
    MandateFactory(person=steward, organisation=home, role=MandateRole.COORDINATOR)
    assert [str(words) for words in obstacles_of(steward.pk)] == [
        "You are the last steward of this network. Give this mandate to someone else first."
    ]

    MandateFactory(person=PersonFactory(), organisation=home, role=MandateRole.COORDINATOR)

    assert obstacles_of(steward.pk) == []


def test_what_ended_long_ago_is_forgotten(someone, settings):
    mandates.end_mandate(Mandate.objects.get(), by=None)
    proposals.decline_proposal(ChangeProposal.objects.get(), reason="No.", by=None)
    later = timezone.now() + timedelta(days=settings.RETENTION_DAYS + 60)

    forgotten = forget_expired(later)

    assert {kind: forgotten[kind] for kind in ("mandates", "invitations", "proposals")} == {
        "mandates": 1,
        "invitations": 1,
        "proposals": 1,
    }
    assert not ChangeProposal.objects.exists()


def test_what_stands_is_kept(someone):
    forgotten = forget_expired(timezone.now())

    assert forgotten["mandates"] == forgotten["invitations"] == 0
    assert Mandate.objects.exists()
