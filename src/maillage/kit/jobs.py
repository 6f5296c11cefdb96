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
    app.periodic(cron="*/5 * * * *")(
        app.task(queueing_lock="retry_stalled", pass_context=True, name="kit.retry_stalled")(_retry_stalled)
    )


async def _remove_old_jobs(context, timestamp: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    await builtin_tasks.remove_old_jobs(context, max_hours=KEEP_FINISHED_HOURS, remove_failed=True)


async def _retry_stalled(context, timestamp: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Give back the jobs of a worker that was killed: its heart has stopped, theirs must not."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job)


def _forget_expired(timestamp: int) -> None:
    personal_data.forget_expired(timezone.now())
