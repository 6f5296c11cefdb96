"""The slow part of feeds: asking other sites, at the hour or when a steward asks."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

AT_ONCE = 200  # feeds asked in one round; the rest in the next


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="publications.fetch_feeds", name="publications.fetch_feeds")
def fetch_feeds(timestamp: int) -> None:
    """Give each feed whose time has come a job of its own: one that is slow keeps no other waiting."""
    from maillage.publications.relays.models import Feed  # noqa: PLC0415 -- tasks are read before the models

    for pk in Feed.objects.due().order_by("next_try_at").values_list("pk", flat=True)[:AT_ONCE]:
        try:
            with transaction.atomic():
                fetch_feed.configure(queueing_lock=f"publications.feed-{pk}").defer(feed_id=pk)
        except AlreadyEnqueued:
            continue


@app.task(name="publications.fetch_feed")
def fetch_feed(feed_id: int) -> None:
    from maillage.publications.relays.actions import fetching  # noqa: PLC0415 -- actions defer these tasks

    fetching.fetch_feed(feed_id)


@app.task(name="publications.take_picture", retry=RetryStrategy(max_attempts=3, exponential_wait=60))
def take_picture(item_id: int, alternative: str) -> None:
    from maillage.publications.relays.actions import pictures  # noqa: PLC0415

    pictures.take_picture(item_id, alternative=alternative)


@app.periodic(cron="11 4 * * *")
@app.task(queueing_lock="publications.end_relays", name="publications.end_relays")
def end_relays(timestamp: int) -> None:
    """Every night: relays whose time is over leave the site, and what nobody decided on leaves the inbox."""
    from maillage.publications.relays.actions import ending  # noqa: PLC0415

    ending.end_overdue()
    ending.expire_waiting()
    ending.forget_left()
