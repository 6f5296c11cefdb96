"""Reading the feeds: when, what becomes of what they say, and what when they say nothing. No lock is held meanwhile."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from maillage.journal import actions as journal
from maillage.kit.http import Fetched, FetchFailed, Problem, fetch
from maillage.publications.relays.actions.intake import take_in
from maillage.publications.relays.actions.letters import tell_stewards
from maillage.publications.relays.enums import NOT_A_FEED, Act, FeedState
from maillage.publications.relays.models import Feed
from maillage.publications.relays.reading import KINDS, NotAFeed, Reading, read

EVERY = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=1)
FAILING_AFTER, TOLD_AFTER = 3, 5  # failures in a row


def fetch_feed(feed_id: int) -> int:
    """Read one feed now, unless it is paused or gone; how many texts are new."""
    feed = Feed.objects.exclude(state=FeedState.PAUSED).filter(pk=feed_id).first()
    if feed is None:
        return 0
    try:
        got = fetch(feed.address, accept=KINDS, etag=feed.etag, last_modified=feed.last_modified)
        reading = None if got.is_same else read(got.content, content_type=got.content_type, address=got.address)
    except FetchFailed as failure:
        _note_failure(feed_id, failure.problem, failure.leads_to)
    except NotAFeed:
        _note_failure(feed_id, NOT_A_FEED, "")
    else:
        return _note_success(feed_id, got, reading)
    return 0


@transaction.atomic
def _note_success(feed_id: int, got: Fetched, reading: Reading | None) -> int:
    feed = Feed.objects.select_for_update().filter(pk=feed_id).first()
    if feed is None:  # no longer followed, since it was asked
        return 0
    if feed.state == FeedState.FAILING:
        feed.state = FeedState.WORKING
        journal.record(Act.FEED_WORKING, feed)
    feed.problem, feed.leads_to, feed.failures, feed.told_at = "", "", 0, None
    feed.fetched_at = timezone.now()
    feed.next_try_at = feed.fetched_at + EVERY
    if reading is not None:
        feed.etag, feed.last_modified = _short(got.etag, 500), _short(got.last_modified, 100)
        feed.site = reading.site or feed.site
    feed.save()
    return take_in(feed, reading.items) if reading is not None else 0


@transaction.atomic
def _note_failure(feed_id: int, problem: str, leads_to: str) -> None:
    feed = Feed.objects.select_for_update().filter(pk=feed_id).first()
    if feed is None:
        return
    feed.failures += 1
    feed.problem, feed.leads_to = problem, leads_to
    feed.next_try_at = timezone.now() + wait_after(feed.failures)
    is_failing = feed.failures >= FAILING_AFTER or problem in {Problem.GONE, Problem.ELSEWHERE}
    if is_failing and feed.state == FeedState.WORKING:
        feed.state = FeedState.FAILING
        journal.record(Act.FEED_FAILING, feed, problem=str(problem))
    if feed.state == FeedState.FAILING and feed.failures >= TOLD_AFTER and feed.told_at is None:
        feed.told_at = timezone.now()
        tell_stewards(feed)
    feed.save()


def wait_after(failures: int) -> timedelta:
    """An hour after the first failure, twice as long after each more, a day at most."""
    times: int = 2 ** min(failures - 1, 10)
    return min(EVERY * times, LONGEST_WAIT)


def _short(value: str, limit: int) -> str:
    """A value that does not fit is not kept: half a tag would never match."""
    return value if len(value) <= limit else ""
