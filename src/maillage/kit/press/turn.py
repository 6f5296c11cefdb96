"""One at a time: setting a long text in type takes seconds, and must not take every web process at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from django.db import connection


def key(what: str) -> int:
    """The number of `what` in the database's table of locks."""
    return crc32(f"press:{what}".encode())


@contextmanager
def turn(what: str) -> Iterator[bool]:
    """Whether it is our turn to print `what`; nobody waits for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key(what)])
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key(what)])
