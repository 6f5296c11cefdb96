"""Changes that wait for a steward, and corrections from any reader."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.network.actions import letters
from maillage.network.actions.organisations import change_organisation
from maillage.network.enums import Act, ProposalState
from maillage.network.models import ChangeProposal, Organisation
from maillage.network.phrases import REVIEWED_FIELDS

OPEN_CORRECTIONS_LIMIT = 20


def propose_change(
    organisation: Organisation, *, changes: dict[str, str], by: Person | None, message: str = ""
) -> ChangeProposal:
    """Propose values for reviewed fields, in the organisation's own name."""
    unknown = set(changes) - set(REVIEWED_FIELDS)
    if unknown or not changes:
        raise ValidationError(_("Choose at least one field to change among those under review."))
    return _open(ChangeProposal(organisation=organisation, changes=changes, message=message, proposed_by=by), by=by)


def propose_correction(
    organisation: Organisation, *, message: str, reply_to: str = "", by: Person | None = None
) -> ChangeProposal:
    """Tell the stewards what is wrong, in words; anyone may."""
    if not message.strip():
        raise ValidationError({"message": _("Say what should be corrected.")})
    if organisation.proposals.open().filter(proposed_by=None).count() >= OPEN_CORRECTIONS_LIMIT:
        raise DomainError(_("Many corrections of this record are already waiting. Please come back in a few days."))
    return _open(
        ChangeProposal(organisation=organisation, message=message.strip(), reply_to=reply_to, proposed_by=by), by=by
    )


def accept_proposal(proposal: ChangeProposal, *, by: Person | None, reason: str = "") -> ChangeProposal:
    """Apply the proposed values, if any, and close the proposal."""
    with transaction.atomic():
        proposal = _locked(proposal)
        if proposal.changes:
            change_organisation(proposal.organisation, by=by, **proposal.changes)
        return _close(proposal, ProposalState.ACCEPTED, Act.PROPOSAL_ACCEPTED, reason=reason, by=by)


def decline_proposal(proposal: ChangeProposal, *, reason: str, by: Person | None) -> ChangeProposal:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the person who proposed it will read it.")})
    with transaction.atomic():
        return _close(_locked(proposal), ProposalState.DECLINED, Act.PROPOSAL_DECLINED, reason=reason, by=by)


def _open(proposal: ChangeProposal, *, by: Person | None) -> ChangeProposal:
    with transaction.atomic():
        proposal.full_clean()
        proposal.save()
        journal.record(
            Act.PROPOSED, proposal, by=by, organisation=proposal.organisation_id, fields=sorted(proposal.changes)
        )
    return proposal


def _locked(proposal: ChangeProposal) -> ChangeProposal:
    proposal = ChangeProposal.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=proposal.pk)
    if proposal.state != ProposalState.OPEN:
        raise DomainError(_("Someone has already decided on this proposal."))
    return proposal


def _close(
    proposal: ChangeProposal, state: ProposalState, act: Act, *, reason: str, by: Person | None
) -> ChangeProposal:
    proposal.state, proposal.reason = state, reason
    proposal.decided_by, proposal.decided_at = by, timezone.now()
    proposal.save()
    journal.record(act, proposal, by=by, reason=reason, organisation=proposal.organisation_id)
    letters.tell_proposal_decided(proposal)
    return proposal
