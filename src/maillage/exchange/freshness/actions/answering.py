"""What a link can do, once. Narrowing is done at once; what destroys or widens is looked at by a steward first.

Whoever holds the mailbox holds the link, and may not be who should. So: hiding takes effect now and a steward can undo it
exactly; "we no longer exist" and every correction wait in the inbox; a consent that came by an unproven contact address
never shows more than was agreed to before.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.exchange.freshness.actions import asking
from maillage.exchange.freshness.actions.consents import Terms, agree, withdraw_all
from maillage.exchange.freshness.actions.in_words import in_our_language
from maillage.exchange.freshness.enums import Act, Answer
from maillage.exchange.freshness.models import CheckRequest
from maillage.exchange.freshness.queries import OpenCheck, open_check
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.network.actions import proposals, safety
from maillage.network.actions.organisations import confirm_record
from maillage.network.enums import OrganisationState
from maillage.network.models import Organisation


class CheckOver(DomainError):
    """The link is unknown, used, too old, or no longer somebody's: one answer for all."""


def say_right(token: str, *, terms: Terms | None = None) -> bool:
    """Confirm the record today and, with `terms`, what may be shown of it. False when the terms wait for a steward."""
    with _answering(token, Answer.RIGHT) as check:
        confirm_record(check.organisation, by=check.person)
        return agree(check, terms) if terms else True


def correct(token: str, *, changes: Mapping[str, str], message: str) -> None:
    """Send corrections to the stewards: values of fields under review, and the rest in words."""
    with _answering(token, Answer.CORRECTED) as check:
        if changes:
            proposals.propose_change(check.organisation, changes=dict(changes), by=check.person, message=message)
        else:
            proposals.propose_correction(check.organisation, message=message, by=check.person)


def hide(token: str) -> None:
    """For stewards only, at once and everywhere; every audience is kept, so that lifting it restores them."""
    with _answering(token, Answer.HIDDEN) as check:
        reason = in_our_language(lambda: _("Asked for by the organisation itself, in answer to our question."))
        safety.hide(organisation=check.organisation, reason=reason, by=check.person)


def say_gone(token: str, *, dissolved: str = "") -> None:
    """Propose that the organisation no longer exists; a steward decides."""
    with _answering(token, Answer.GONE) as check:
        changes: dict[str, str] = {"state": OrganisationState.DISSOLVED}
        if dissolved:
            changes["dissolved"] = dissolved
        message = in_our_language(lambda: _("In answer to our question: “we no longer exist”."))
        proposals.propose_change(check.organisation, changes=changes, by=check.person, message=message)


def withdraw_consent(token: str) -> None:
    """Withdraw every consent in force: what they covered is for stewards only, at once."""
    with _answering(token, Answer.WITHDRAWN) as check:
        withdraw_all(check)


def decline_letters(token: str) -> None:
    """No further letter, by the organisation's own wish."""
    with _answering(token, Answer.STOPPED) as check:
        asking.stop(check.organisation, by=check.person)


def close_confirmed(organisation: Organisation) -> None:
    """The record was confirmed by another door: an open question about it is answered."""
    with transaction.atomic():
        waiting = CheckRequest.objects.waiting().filter(organisation=organisation)
        for request in waiting.select_for_update(of=("self",)):
            _close(request, Answer.RIGHT)


@contextmanager
def _answering(token: str, answer: Answer) -> Iterator[OpenCheck]:
    """Use the link up and do what it asks in one transaction. Of two at once, the second finds it used."""
    with transaction.atomic():
        check = _locked(token)
        _close(check.request, answer)
        journal.record(
            Act.CHECK_ANSWERED, check.request, by=check.person, on_behalf_of=check.organisation, answer=answer
        )
        yield check


def _locked(token: str) -> OpenCheck:
    """The organisation is locked first, as every act on it does; then the question is looked at again."""
    found = open_check(token)
    if found is not None:
        Organisation.objects.select_for_update().get(pk=found.organisation.pk)
        found = open_check(token, among=CheckRequest.objects.select_for_update(of=("self",)))
    if found is None:
        raise CheckOver(_("This link no longer works."))
    return found


def _close(request: CheckRequest, answer: Answer) -> None:
    request.answer, request.used_at = answer, timezone.now()
    request.save(update_fields=["answer", "used_at"])
    request.links.all().delete()
