"""The slow part of imports. A job whose worker was killed is given again, and begins again: nothing was half written."""

from django.db import InterfaceError, OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from maillage.exchange.actions import work

# The database was away for a moment; anything else is told to whoever sent the file.
AWAY = RetryStrategy(max_attempts=5, exponential_wait=4, retry_exceptions={OperationalError, InterfaceError})


@app.task(name="exchange.plan_run", retry=AWAY)
def plan_run(run_id: int) -> None:
    work.plan_run(run_id)


@app.task(name="exchange.write_run", retry=AWAY)
def write_run(run_id: int) -> None:
    work.write_run(run_id)


@app.task(name="exchange.undo_run", retry=AWAY)
def undo_run(run_id: int, by_id: int | None = None) -> None:
    work.undo_run(run_id, by_id)
