"""Whether the instance is well: the database answers, the queue moves, someone works it. Counts only, no content."""

from dataclasses import dataclass

from django.db import DatabaseError, connection

HEARTBEAT_SECONDS = 60  # a worker that has not written for longer is taken for dead
_QUEUE = """
    SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'failed'),
           (SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s))
    FROM procrastinate_jobs
"""


@dataclass(frozen=True)
class Health:
    database: str
    waiting: int | None = None
    failed: int | None = None
    workers: int | None = None

    @property
    def is_well(self) -> bool:
        return self.database == "ok"

    def as_json(self) -> dict[str, object]:
        return {
            "database": self.database,
            "queue": {"waiting": self.waiting, "failed": self.failed, "workers": self.workers},
        }


def look() -> Health:
    try:
        with connection.cursor() as cursor:
            cursor.execute(_QUEUE, [HEARTBEAT_SECONDS])
            return Health("ok", *cursor.fetchone())
    except DatabaseError:
        return Health("unreachable")
