"""The queue: PostgreSQL through procrastinate. Jobs carry ids only, and old jobs are forgotten."""

from django.utils import timezone
from procrastinate import App, RetryStrategy, builtin_tasks

from maillage.kit import personal_data

KEEP_FINISHED_HOURS = 72
AGAIN_IN_AN_HOUR = RetryStrategy(max_attempts=3, wait=3600)


def on_app_ready(app: App) -> None:
    """Called once by procrastinate when its app exists: register the daily cleaning."""
    app.periodic(cron="17 4 * * *")(
        app.task(queueing_lock="remove_old_jobs", pass_context=True, name="kit.remove_old_jobs")(_remove_old_jobs)
    )
    app.periodic(cron="37 3 * * *")(
        app.task(queueing_lock="forget_expired", retry=AGAIN_IN_AN_HOUR, name="kit.forget_expired")(_forget_expired)
    )


async def _remove_old_jobs(context, timestamp: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    await builtin_tasks.remove_old_jobs(context, max_hours=KEEP_FINISHED_HOURS, remove_failed=True)


def _forget_expired(timestamp: int) -> None:
    personal_data.forget_expired(timezone.now())
