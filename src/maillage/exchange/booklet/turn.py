"""One booklet at a time: setting a long one in type takes seconds, and must not take every web process at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

KEY = 0x626F6F6B  # "book", in the database's table of locks


@contextmanager
def turn() -> Iterator[bool]:
    """Whether it is our turn; nobody waits for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])
