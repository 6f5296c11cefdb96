"""Sending an issue, at most once to each reader, whatever happens to the worker.

Who gets it is written down once, when it starts: one row per reader, and the database lets each exist once. Then, for
each reader in turn: the row becomes *being handed over* and that is committed; only then is the mail server spoken to;
what it answered is committed. A worker killed before the first commit has said nothing: the row still waits. Killed
after it, nobody can know whether the server took the mail: the row becomes *perhaps taken*, is shown as such, and is never
sent again. So a kill costs one reader at most the issue (which is in the archive), and nobody gets it twice.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.letters.actions import bounces
from maillage.letters.enums import Act, BounceKind, DeliveryState, IssueState, SubscriptionState
from maillage.letters.handing import MailDoor, NotReachable, Outcome
from maillage.letters.models import Delivery, Issue, Subscription
from maillage.letters.queries.office import counted, handed_this_hour
from maillage.letters.rendering import RenderedIssue, render_issue

BATCH = 20  # mails of one job: others of the queue get their turn in between
GIVEN_UP_AFTER = timedelta(minutes=10)  # longer than any server may keep us waiting
RETRIES = 5
AWAY_FOR = timedelta(minutes=5)
AT_ONCE, A_MOMENT, HOUR = timedelta(0), timedelta(seconds=1), timedelta(hours=1)

ENDS: dict[Outcome, DeliveryState] = {
    Outcome.TAKEN: DeliveryState.HANDED,
    Outcome.NEVER: DeliveryState.FAILED,
    Outcome.NO_MAILBOX: DeliveryState.FAILED,
    Outcome.UNKNOWN: DeliveryState.DOUBTFUL,
}


def send_due() -> timedelta | None:
    """Start what is due, hand one batch over, close what is done. When to come again; None when nothing is left."""
    for pk in Issue.objects.filter(state=IssueState.READY, planned_at__lte=timezone.now()).values_list("pk", flat=True):
        start_issue(pk)
    doubt_abandoned()
    sending = list(Issue.objects.filter(state=IssueState.SENDING).select_related("newsletter").order_by("started_at"))
    try:
        _hand_batch(sending)
    except NotReachable:
        return AWAY_FOR
    left = [issue for issue in sending if not close_issue(issue.pk)]
    return _again() if left else None


def start_issue(pk: int) -> None:
    """Number it, and write down who gets it: those who read the newsletter at this moment."""
    with transaction.atomic():
        issue = Issue.objects.select_for_update(of=("self",)).filter(pk=pk, state=IssueState.READY).first()
        if issue is None:
            return
        numbers = Issue.objects.filter(newsletter=issue.newsletter_id)
        issue.number = (numbers.aggregate(last=Max("number"))["last"] or 0) + 1
        issue.state, issue.started_at = IssueState.SENDING, timezone.now()
        issue.save(update_fields=["number", "state", "started_at"])
        readers = Subscription.objects.confirmed().filter(newsletter=issue.newsletter_id).order_by("pk")
        Delivery.objects.bulk_create(
            (
                Delivery(issue=issue, subscription_id=reader)
                for reader in readers.values_list("pk", flat=True).iterator()
            ),
            batch_size=5000,
        )
        journal.record(Act.ISSUE_STARTED, issue)


def stop_issue(issue: Issue, *, by: Person | None) -> None:
    """Those who have not got it do not get it."""
    with transaction.atomic():
        locked = Issue.objects.select_for_update().get(pk=issue.pk)
        if locked.state != IssueState.SENDING:
            raise DomainError(_("This issue is not being sent."))
        locked.deliveries.filter(state=DeliveryState.WAITING).update(state=DeliveryState.SKIPPED)
        journal.record(Act.ISSUE_STOPPED, locked, by=by)
    close_issue(issue.pk)


def close_issue(pk: int) -> bool:
    """Count its figures when nothing waits any more; whether it has been sent."""
    with transaction.atomic():
        issue = Issue.objects.select_for_update().get(pk=pk)
        open_ones = issue.deliveries.filter(state__in=[DeliveryState.WAITING, DeliveryState.HANDING])
        if issue.state == IssueState.SENT:
            return True
        if open_ones.exists():
            return False
        issue.state, issue.sent_at, issue.figures = IssueState.SENT, timezone.now(), counted(issue)
        issue.save(update_fields=["state", "sent_at", "figures"])
        journal.record(Act.ISSUE_SENT, issue)
    return True


def doubt_abandoned() -> int:
    """What a worker began to hand over and never told the end of; how many."""
    before = timezone.now() - GIVEN_UP_AFTER
    abandoned = Delivery.objects.filter(state=DeliveryState.HANDING, handed_at__lt=before)
    return abandoned.update(state=DeliveryState.DOUBTFUL)


# ── one batch ───────────────────────────────────────────────────────────────


def _hand_batch(issues: Iterable[Issue]) -> None:
    """Raises NotReachable when the server is away: nothing is claimed then, or no more."""
    room = min(BATCH, settings.LETTERS_PER_HOUR - handed_this_hour())
    if room <= 0:
        return
    for issue in issues:
        _skip_those_who_left(issue)
    with_something = [issue for issue in issues if _waiting(issue).exists()]
    if not with_something:
        return
    with MailDoor() as door:
        for issue in with_something:
            room -= _hand_some(render_issue(issue), door, room)
            if room <= 0:
                return


def _hand_some(rendered: RenderedIssue, door: MailDoor, room: int) -> int:
    """How many were claimed."""
    for claimed in range(room):
        door.open()
        delivery = claim(rendered.issue)
        if delivery is None:
            return claimed
        outcome = door.hand(rendered.to(delivery.subscription))
        settle(delivery, outcome)
        if outcome is Outcome.AWAY:
            raise NotReachable
    return room


def claim(issue: Issue) -> Delivery | None:
    """The next reader, from now on *being handed over*; None when nobody waits. Two workers never claim the same.

    Committed when this returns; refuses to run inside a transaction, where a claim would protect nobody.
    """
    with transaction.atomic(durable=True):
        waiting = _waiting(issue).select_for_update(of=("self",), skip_locked=True)
        delivery = waiting.select_related("subscription").order_by("pk").first()
        if delivery is not None:
            delivery.state, delivery.handed_at = DeliveryState.HANDING, timezone.now()
            delivery.save(update_fields=["state", "handed_at"])
    return delivery


def settle(delivery: Delivery, outcome: Outcome) -> None:
    """Write down what became of a claimed mail. A late answer stands, even after the claim was given up."""
    ours = Delivery.objects.filter(pk=delivery.pk, state__in=[DeliveryState.HANDING, DeliveryState.DOUBTFUL])
    if outcome in ENDS:
        ours.update(state=ENDS[outcome])
    else:
        _try_later(ours, delivery, counts=outcome is Outcome.LATER)
    if outcome is Outcome.NO_MAILBOX:
        bounces.note_bounce(delivery.subscription.address, kind=BounceKind.NO_MAILBOX)


def _try_later(ours: QuerySet[Delivery], delivery: Delivery, *, counts: bool) -> None:
    """Nothing was taken: it waits again, each time four times as long, and not for ever."""
    attempts = delivery.attempts + counts
    if attempts > RETRIES:
        ours.update(state=DeliveryState.FAILED)
        return
    not_before = timezone.now() + (timedelta(minutes=4**attempts) if counts else AT_ONCE)
    ours.update(state=DeliveryState.WAITING, handed_at=None, attempts=attempts, not_before=not_before)


def _waiting(issue: Issue) -> QuerySet[Delivery]:
    """Those whose turn it is, and who still read the newsletter."""
    is_due = Q(not_before=None) | Q(not_before__lte=timezone.now())
    rows = Delivery.objects.filter(is_due, issue=issue, state=DeliveryState.WAITING)
    return rows.filter(subscription__state=SubscriptionState.CONFIRMED)


def _skip_those_who_left(issue: Issue) -> None:
    gone = Delivery.objects.filter(issue=issue, state=DeliveryState.WAITING)
    gone = gone.exclude(subscription__state=SubscriptionState.CONFIRMED)
    gone.update(state=DeliveryState.SKIPPED)


def _again() -> timedelta:
    """At once while the hour has room and somebody's turn has come; otherwise when that will be."""
    now = timezone.now()
    if handed_this_hour() >= settings.LETTERS_PER_HOUR:
        hour = Delivery.objects.filter(handed_at__gt=now - HOUR)
        oldest: datetime = hour.aggregate(oldest=Min("handed_at"))["oldest"] or now
        return max(oldest + HOUR - now, A_MOMENT)
    waiting = Delivery.objects.filter(issue__state=IssueState.SENDING, state=DeliveryState.WAITING)
    if waiting.filter(Q(not_before=None) | Q(not_before__lte=now)).exists():
        return AT_ONCE
    return AWAY_FOR
