"""Asking, reminding, and letting go: one question at a time, at most three letters, then silence."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.exchange.freshness.actions.letters import write_letters
from maillage.exchange.freshness.enums import Act, Answer
from maillage.exchange.freshness.models import REMINDERS, CheckRequest, CheckStop
from maillage.exchange.freshness.queries import can_be_shown, due, is_stopped
from maillage.exchange.freshness.recipients import Recipient, kind_of, recipients_of
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.network.models import Organisation

OPEN_FOR = timedelta(days=30)
REMIND_EVERY = timedelta(days=10)
LINK_EVERY = timedelta(hours=1)  # another link for the asking, and no flood of letters
BATCH = 200  # letters of one day: an instance with many old records asks them over several days


def ask(organisation: Organisation, *, by: Person | None) -> CheckRequest:
    """Ask now, whatever the age of the record. An open question stands: it is returned and no letter is written."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        standing = CheckRequest.objects.waiting().filter(organisation=organisation).first()
        if standing is not None and standing.expires_at > timezone.now():
            return standing
        if standing is not None:
            _close_unanswered(standing)
        if is_stopped(organisation):
            raise DomainError(_("This organisation is not to be asked. Allow it again first."))
        return _open(organisation, _reachable(organisation), by=by)


def ask_due() -> int:
    """Ask those whose time has come, the oldest first, one transaction each; how many were asked."""
    asked = 0
    for organisation in due()[:BATCH]:
        try:
            ask(organisation, by=None)
        except DomainError:  # hidden, merged or stopped since the list was read
            continue
        asked += 1
    return asked


def remind() -> int:
    """A second and a third letter, ten days apart; how many questions were reminded of."""
    before = timezone.now() - REMIND_EVERY
    waiting = CheckRequest.objects.usable().filter(reminders__lt=REMINDERS, last_sent_at__lte=before)
    return sum(_remind(pk, before) for pk in waiting.order_by("pk").values_list("pk", flat=True))


def close_unanswered() -> int:
    """Questions whose time is over are closed without answer; how many."""
    with transaction.atomic():
        over = CheckRequest.objects.waiting().filter(expires_at__lte=timezone.now())
        locked = list(over.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
        for request in locked:
            _close_unanswered(request)
    return len(locked)


def send_links(organisations: Iterable[int], *, digest: str) -> int:
    """A fresh link for each of these for which this address speaks, at most one an hour; how many letters.

    organisations: ids, of `queries.spoken_for` the address that was typed; digest: its `digest_of`; it is not kept
    """
    return sum(_send_link(pk, digest) for pk in organisations)


def stop(organisation: Organisation, *, by: Person | None) -> CheckStop:
    """Do not ask again; an open question is closed and its links are void."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        found, is_new = CheckStop.objects.get_or_create(organisation=organisation, defaults={"stopped_by": by})
        if is_new:
            journal.record(Act.CHECKS_STOPPED, found, by=by, on_behalf_of=organisation)
        for request in CheckRequest.objects.waiting().filter(organisation=organisation).select_for_update(of=("self",)):
            _close_unanswered(request)
    return found


def resume(organisation: Organisation, *, by: Person | None) -> None:
    """Ask again when the time comes."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        for found in CheckStop.objects.filter(organisation=organisation):
            journal.record(Act.CHECKS_RESUMED, found, by=by, on_behalf_of=organisation)
            found.delete()


# ── the inside of these acts ────────────────────────────────────────────────


def _reachable(organisation: Organisation) -> list[Recipient]:
    """Whom to write to. Raises DomainError when nobody can be, or nobody may."""
    if not can_be_shown(organisation):
        raise DomainError(_("No letter goes to an organisation that is hidden in an emergency, merged, or our own."))
    found = recipients_of(organisation)
    if not found:
        raise DomainError(_("Nobody to write to: add an e-mail address to its contacts, or invite someone."))
    return found


def _open(organisation: Organisation, recipients: list[Recipient], *, by: Person | None) -> CheckRequest:
    now = timezone.now()
    request = CheckRequest(organisation=organisation, recipients=kind_of(recipients), asked_by=by)
    request.sent_at = request.last_sent_at = now
    request.expires_at = now + OPEN_FOR
    request.save()
    journal.record(Act.CHECK_SENT, request, by=by, on_behalf_of=organisation, letters=len(recipients))
    write_letters(request, recipients)
    return request


def _remind(pk: int, before: object) -> bool:
    """Remind once: whoever comes second finds that the last letter is of today."""
    with transaction.atomic():
        waiting = CheckRequest.objects.usable().filter(pk=pk, reminders__lt=REMINDERS, last_sent_at__lte=before)
        request = waiting.select_for_update(of=("self",), skip_locked=True).select_related("organisation").first()
        if request is None or is_stopped(request.organisation) or not can_be_shown(request.organisation):
            return False
        recipients = recipients_of(request.organisation)
        if not recipients:
            return False
        request.reminders += 1
        _note_letter(request, recipients)
        journal.record(Act.CHECK_REMINDED, request, on_behalf_of=request.organisation, reminder=request.reminders)
        write_letters(request, recipients, is_reminder=True)
    return True


def _note_letter(request: CheckRequest, recipients: list[Recipient]) -> None:
    request.last_sent_at, request.recipients = timezone.now(), kind_of(recipients)
    request.save(update_fields=["last_sent_at", "recipients", "reminders"])


def _close_unanswered(request: CheckRequest) -> None:
    request.answer = Answer.NONE
    request.save(update_fields=["answer"])
    request.links.all().delete()
    journal.record(Act.CHECK_UNANSWERED, request, on_behalf_of=request.organisation)


def _send_link(pk: int, digest: str) -> bool:
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().filter(pk=pk).first()
        if organisation is None or not can_be_shown(organisation):
            return False
        mine = [recipient for recipient in recipients_of(organisation) if recipient.digest == digest]
        if not mine:
            return False
        request = CheckRequest.objects.usable().filter(organisation=organisation).first()
        if request is None:
            CheckRequest.objects.waiting().filter(organisation=organisation).update(answer=Answer.NONE)
            request = _open(organisation, mine, by=None)
        elif request.last_sent_at > timezone.now() - LINK_EVERY:
            return False
        else:
            _note_letter(request, mine)
            write_letters(request, mine)
        journal.record(Act.CHECK_LINKED, request, on_behalf_of=organisation)
    return True
