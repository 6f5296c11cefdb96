"""Preparing an issue: draft ⇄ planned. Once it leaves, nothing of it changes any more."""

from collections.abc import Collection
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.digests import Item
from maillage.kit.errors import DomainError
from maillage.letters import tasks
from maillage.letters.enums import Act, IssueState
from maillage.letters.models import Issue, IssueItem, Newsletter
from maillage.letters.queries.office import readers_of
from maillage.letters.rendering import render_issue
from maillage.notices import actions as notices

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ITEMS = 60


@transaction.atomic
def begin_issue(newsletter: Newsletter, *, by: Person | None) -> Issue:
    issue = Issue.objects.create(newsletter=newsletter)
    journal.record(Act.ISSUE_BEGUN, issue, by=by)
    return issue


def write_issue(issue: Issue, *, subject: str, introduction: str) -> None:
    """Keep the words of a draft; an empty subject is asked for only when it leaves."""
    with _draft(issue) as locked:
        locked.subject, locked.introduction = " ".join(subject.split()), introduction  # a subject is one line
        locked.full_clean(exclude=["subject"] if not subject else None)
        locked.save(update_fields=["subject", "introduction"])


def add_items(issue: Issue, items: Collection[tuple[str, Item]]) -> None:
    """Put these, each with the name of its source, at the end, as they are now. What is there already stays where it is."""
    with _draft(issue) as locked:
        last = locked.items.aggregate(last=Max("position"))["last"] or 0
        if locked.items.count() + len(items) > MOST_ITEMS:
            raise DomainError(_("An issue holds %(count)d items at most: nobody reads more.") % {"count": MOST_ITEMS})
        for place, (source, item) in enumerate(items, start=last + 1):
            IssueItem.objects.get_or_create(
                issue=locked, address=item.address, defaults=_snapshot(item) | {"source": source, "position": place}
            )


def remove_item(issue: Issue, *, pk: int) -> None:
    with _draft(issue) as locked:
        locked.items.filter(pk=pk).delete()


def move_item(issue: Issue, *, pk: int, step: int) -> None:
    """One place up (-1) or down (1); at the end of the list nothing moves."""
    with _draft(issue) as locked:
        order = list(locked.items.values_list("pk", flat=True))
        if pk not in order:
            return
        here = order.index(pk)
        there = min(max(here + step, 0), len(order) - 1)
        order.insert(there, order.pop(here))
        for position, each in enumerate(order, start=1):
            locked.items.filter(pk=each).update(position=position)


def discard_issue(issue: Issue, *, by: Person | None) -> None:
    with _draft(issue) as locked:
        journal.record(Act.ISSUE_DISCARDED, locked, by=by)
        locked.delete()


def try_issue(issue: Issue, *, by: Person) -> None:
    """Send it to oneself, as readers will get it; its link to leave leads to a page that says that it is a trial."""
    with transaction.atomic():
        _check_whole(issue)
        notices.post(render_issue(issue).trial_to(by.email))
        journal.record(Act.ISSUE_TRIED, issue, by=by)


def plan_issue(issue: Issue, *, by: Person | None, at: datetime | None = None) -> None:
    """It leaves at `at`, at once when None; until then it can be taken back."""
    with _draft(issue) as locked:
        _check_whole(locked)
        if at is not None and at <= timezone.now():
            raise DomainError(_("This moment has passed. Choose a later one, or send it now."))
        if not readers_of(locked.newsletter):
            raise DomainError(_("Nobody has subscribed to this newsletter yet. The issue stays a draft."))
        locked.state, locked.planned_at = IssueState.READY, at or timezone.now()
        locked.save(update_fields=["state", "planned_at"])
        journal.record(Act.ISSUE_PLANNED, locked, by=by)
        if at is None:
            tasks.wake()


def take_back(issue: Issue, *, by: Person | None) -> None:
    """A planned issue becomes a draft again."""
    with transaction.atomic():
        locked = Issue.objects.select_for_update().get(pk=issue.pk)
        if locked.state != IssueState.READY:
            raise DomainError(_("It is leaving already: it can only be stopped."))
        locked.state, locked.planned_at = IssueState.DRAFT, None
        locked.save(update_fields=["state", "planned_at"])
        journal.record(Act.ISSUE_TAKEN_BACK, locked, by=by)


@contextmanager
def _draft(issue: Issue) -> "Iterator[Issue]":
    """The issue, locked, in a transaction. Raises DomainError when it is no longer a draft, or gone."""
    with transaction.atomic():
        locked = Issue.objects.select_for_update(of=("self",)).select_related("newsletter").filter(pk=issue.pk).first()
        if locked is None or not locked.is_draft:
            raise DomainError(_("This issue is no longer a draft."))
        yield locked


def _check_whole(issue: Issue) -> None:
    if not issue.subject.strip():
        raise DomainError(_("Give the issue a subject first."))
    if not issue.introduction.strip() and not issue.items.exists():
        raise DomainError(_("The issue is empty: write an introduction, or choose something to read."))


def _snapshot(item: Item) -> dict[str, object]:
    return {
        "title": item.title[:300],
        "standfirst": item.standfirst,
        "dated": item.dated,
        "organisations": ", ".join(item.organisations),
    }
