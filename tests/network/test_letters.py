"""Letters about a record name no other organisation, and go only to those who may know."""

import pytest
from tests.factories.accounts import PersonFactory
from tests.factories.network import MandateFactory, OrganisationFactory, ProposalFactory, TieFactory

from maillage.network.actions.proposals import accept_proposal, decline_proposal
from maillage.network.actions.ties import dispute_tie
from maillage.network.enums import Audience
from maillage.notices.models import Letter

pytestmark = pytest.mark.django_db


def told(mailoutbox):
    """Recipient → text of each letter, whether it is queued or sent."""
    letters = {letter.recipients[0]: bytes(letter.message).decode() for letter in Letter.objects.all()}
    return letters | {message.to[0]: message.subject + message.body for message in mailoutbox}


def test_dispute_is_told_to_the_other_end_without_naming_who(mailoutbox):
    tie = TieFactory(a=OrganisationFactory(name="Canary"), b=OrganisationFactory(name="Sud"))
    coordinator = MandateFactory(organisation=tie.b).person
    dispute_tie(tie, on_behalf_of=tie.a, reason="No.", by=None)
    letters = told(mailoutbox)
    assert list(letters) == [coordinator.email]
    assert "Canary" not in letters[coordinator.email]


def test_decision_is_told_to_who_proposed(mailoutbox):
    person = PersonFactory()
    proposal = ProposalFactory(proposed_by=person)
    decline_proposal(proposal, reason="Not so.", by=None)
    assert "Not so." in told(mailoutbox)[person.email]


def test_decision_is_told_to_the_address_a_reader_left(mailoutbox):
    accept_proposal(ProposalFactory(reply_to="reader@example.org"), by=None)
    assert list(told(mailoutbox)) == ["reader@example.org"]


def test_decision_about_a_record_hidden_meanwhile_is_not_told_to_strangers(mailoutbox):
    hidden = OrganisationFactory(name="Canary", audience=Audience.STEWARDS)
    accept_proposal(ProposalFactory(organisation=hidden, reply_to="reader@example.org"), by=None)
    assert told(mailoutbox) == {}
