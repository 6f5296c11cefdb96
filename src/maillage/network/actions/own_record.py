"""Changing the identity of one's own organisation: at once, or by way of the stewards for what is under review."""

from collections.abc import Mapping

from django.db import transaction

from maillage.accounts.models import Person
from maillage.network.actions.organisations import change_organisation
from maillage.network.actions.proposals import propose_change
from maillage.network.models import ChangeProposal, Organisation
from maillage.network.phrases import REVIEWED_FIELDS


def submit_changes(
    organisation: Organisation, *, changes: Mapping[str, object], is_reviewed: bool, by: Person | None
) -> ChangeProposal | None:
    """Change what may change at once, and propose the rest. The proposal, if there is one."""
    reviewed = {name: str(value) for name, value in changes.items() if is_reviewed and name in REVIEWED_FIELDS}
    at_once = {name: value for name, value in changes.items() if name not in reviewed}
    with transaction.atomic():
        if at_once:
            change_organisation(organisation, by=by, **at_once)
        return propose_change(organisation, changes=reviewed, by=by) if reviewed else None
