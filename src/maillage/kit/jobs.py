"""The queue: PostgreSQL through procrastinate. Jobs carry ids only, and old jobs are forgotten."""

from procrastinate import App, builtin_tasks

KEEP_FINISHED_HOURS = 72


def on_app_ready(app: App) -> None:
    """Called once by procrastinate when its app exists: register the clean-up of finished jobs."""
    app.periodic(cron="17 4 * * *")(
        app.task(queueing_lock="remove_old_jobs", pass_context=True, name="kit.remove_old_jobs")(_remove_old_jobs)
    )


async def _remove_old_jobs(context, timestamp: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    await builtin_tasks.remove_old_jobs(context, max_hours=KEEP_FINISHED_HOURS, remove_failed=True)
