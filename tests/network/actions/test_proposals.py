"""Changes that wait for a steward, and corrections from anyone."""

import pytest
from django.core.exceptions import ValidationError
from tests.factories.accounts import PersonFactory
from tests.factories.network import OrganisationFactory

from maillage.kit.errors import DomainError
from maillage.network.actions import proposals
from maillage.network.enums import ProposalState
from maillage.network.models import ChangeProposal, Organisation

pytestmark = pytest.mark.django_db


def test_an_accepted_change_is_applied_once():
    organisation = OrganisationFactory()
    proposal = proposals.propose_change(organisation, changes={"founded": "1976"}, by=PersonFactory())
    assert Organisation.objects.get().founded == ""

    proposals.accept_proposal(proposal, by=None)

    assert Organisation.objects.get().founded == "1976"
    with pytest.raises(DomainError, match="already decided"):
        proposals.decline_proposal(proposal, reason="Too late", by=None)


def test_a_value_that_cannot_be_is_refused_when_accepted_and_stays_open():
    proposal = proposals.propose_change(OrganisationFactory(), changes={"founded": "hier"}, by=None)

    with pytest.raises(ValidationError):
        proposals.accept_proposal(proposal, by=None)

    assert ChangeProposal.objects.get().state == ProposalState.OPEN


@pytest.mark.parametrize("changes", [{}, {"slug": "x"}, {"audience": 0}, {"is_home": True}])
def test_only_reviewed_fields_are_proposed(changes):
    with pytest.raises(ValidationError):
        proposals.propose_change(OrganisationFactory(), changes=changes, by=None)


def test_declining_says_why():
    proposal = proposals.propose_change(OrganisationFactory(), changes={"founded": "1976"}, by=None)

    with pytest.raises(ValidationError, match="Say why"):
        proposals.decline_proposal(proposal, reason="", by=None)


def test_corrections_of_one_record_do_not_pile_up_without_end():
    organisation = OrganisationFactory()
    for number in range(proposals.OPEN_CORRECTIONS_LIMIT):
        proposals.propose_correction(organisation, message=f"Correction {number}")

    with pytest.raises(DomainError, match="already waiting"):
        proposals.propose_correction(organisation, message="One more")
