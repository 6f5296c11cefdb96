"""Following a feed, changing where its texts go, pausing, leaving."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.network.models import Organisation
from maillage.publications.models import Rubric
from maillage.publications.relays.enums import Act, FeedState
from maillage.publications.relays.models import Feed, FeedItem
from maillage.publications.relays.rights import may_carry
from maillage.publications.relays.tasks import fetch_feed


def follow(
    address: str, *, title: str, organisation: Organisation, rubric: Rubric, by: Person, site: str = "", **terms: Any
) -> Feed:
    """terms: language, mode, licence, permission. Reads it at once, in the background. Raises ValidationError."""
    if Feed.objects.filter(address=address).exists():
        raise DomainError(_("This feed is followed already."))
    feed = Feed(address=address, title=title or address[:250], site=site, organisation=organisation, rubric=rubric)
    feed.followed_by = by
    with transaction.atomic():
        _write(feed, terms)
        journal.record(Act.FEED_FOLLOWED, feed, by=by, on_behalf_of=organisation, rubric=rubric.pk)
        fetch_feed.defer(feed_id=feed.pk)
    return feed


def change_feed(feed: Feed, *, by: Person, **values: Any) -> Feed:
    """Where its texts go and what may be shown of them. A right that is taken back empties what waits."""
    with transaction.atomic():
        locked = Feed.objects.select_for_update().get(pk=feed.pk)
        changed = sorted(name for name, value in values.items() if getattr(locked, name) != value)
        if not changed:
            return locked
        _write(locked, values)
        if {"licence", "permission"} & set(changed):
            _follow_rights(locked)
        journal.record(Act.FEED_CHANGED, locked, by=by, fields=changed)
    return locked


def pause(feed: Feed, *, by: Person) -> Feed:
    with transaction.atomic():
        locked = Feed.objects.select_for_update().get(pk=feed.pk)
        if locked.state != FeedState.PAUSED:
            locked.state = FeedState.PAUSED
            locked.save(update_fields=["state"])
            journal.record(Act.FEED_PAUSED, locked, by=by)
    return locked


def resume(feed: Feed, *, by: Person) -> Feed:
    """Read it again now, whether it was paused or fails; its failures are forgotten."""
    with transaction.atomic():
        locked = Feed.objects.select_for_update().get(pk=feed.pk)
        if locked.state == FeedState.PAUSED:
            locked.state, locked.problem, locked.failures, locked.told_at = FeedState.WORKING, "", 0, None
            journal.record(Act.FEED_RESUMED, locked, by=by)
        locked.next_try_at = timezone.now()
        locked.save()
        fetch_feed.defer(feed_id=locked.pk)
    return locked


def leave(feed: Feed, *, by: Person) -> None:
    """Follow it no more. What was relayed stays relayed; what waits goes."""
    with transaction.atomic():
        for locked in Feed.objects.select_for_update().filter(pk=feed.pk):
            journal.record(Act.FEED_LEFT, locked, by=by, on_behalf_of=locked.organisation)
            locked.delete()


def _write(feed: Feed, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(feed, name, value)
    feed.full_clean(exclude=["followed_by"])
    feed.save()


def _follow_rights(feed: Feed) -> None:
    """Whole texts we may no longer carry are dropped; those we now may are read again from the feed."""
    for item in FeedItem.objects.select_for_update().filter(feed=feed).exclude(content=""):
        if not may_carry(feed, item.licence_told):
            FeedItem.objects.filter(pk=item.pk).update(content="")
    Feed.objects.filter(pk=feed.pk).update(etag="", last_modified="")
    fetch_feed.defer(feed_id=feed.pk)
