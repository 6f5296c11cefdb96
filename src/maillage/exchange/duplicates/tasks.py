"""The search through the whole directory: every week, and when a steward asks."""

from procrastinate.contrib.django import app

from maillage.accounts.models import Person
from maillage.exchange.duplicates import actions


@app.task(queueing_lock="exchange.find_duplicates", name="exchange.find_duplicates")
def find_duplicates(by_id: int | None = None) -> None:
    actions.find_pairs(by=Person.objects.filter(pk=by_id).first() if by_id else None)


@app.periodic(cron="23 2 * * 0")
@app.task(queueing_lock="exchange.find_duplicates_weekly", name="exchange.find_duplicates_weekly")
def find_duplicates_weekly(timestamp: int) -> None:
    actions.find_pairs(by=None)
