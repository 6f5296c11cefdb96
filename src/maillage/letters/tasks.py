"""The clock of newsletters: one job at a time hands one batch over, then asks for the next."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from maillage.letters.actions import sending

ONE_AT_A_TIME = "letters.send"
LAST = -10  # a code to sign in does not wait for a newsletter


@app.periodic(cron="*/5 * * * *")
@app.task(name="letters.look", queueing_lock="letters.look")
def look(timestamp: int) -> None:
    """Every five minutes: is an issue due, or was a worker killed while one was leaving?"""
    wake()


@app.task(name="letters.send_due", lock=ONE_AT_A_TIME, queueing_lock=ONE_AT_A_TIME, priority=LAST)
def send_due() -> None:
    wait = sending.send_due()
    if wait is not None:
        wake(seconds=int(wait.total_seconds()))


def wake(*, seconds: int = 0) -> None:
    """Have the next batch handed over; one job that waits is enough."""
    try:
        with transaction.atomic():
            send_due.configure(schedule_in={"seconds": seconds} if seconds else None).defer()
    except AlreadyEnqueued:
        return
