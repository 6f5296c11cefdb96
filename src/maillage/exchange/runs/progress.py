"""How far the worker is, told beside its transaction so that others see it."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from django.db import OperationalError, connection

T = TypeVar("T")
EVERY = 0.5  # seconds between two words
SQL = "UPDATE exchange_importrun SET done = %s, total = %s WHERE id = %s"


class Progress:
    """Says of one run how much is done. Its connection is its own: what is being written is not yet seen by anyone."""

    def __init__(self, run: int) -> None:
        self.run, self.last = run, 0.0
        self.connection = connection.copy()

    def tell(self, done: int, total: int, *, now: bool = False) -> None:
        moment = time.monotonic()
        if not now and moment - self.last < EVERY:
            return
        self.last = moment
        with suppress(OperationalError), self.connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 300")  # a word that comes too late is not worth waiting for
            cursor.execute(SQL, [min(done, total) if total else done, total, self.run])

    def counting(self, rows: Iterable[T], total: int = 0) -> Iterator[T]:
        """The rows, telling how many have passed; `total` is 0 while nobody knows how many there are."""
        for done, row in enumerate(rows):
            if not done % 500:
                self.tell(done, max(total, done) if total else 0)
            yield row


@contextmanager
def progress_of(run: int) -> Iterator[Progress]:
    progress = Progress(run)
    try:
        progress.tell(0, 0, now=True)
        yield progress
    finally:
        progress.connection.close()
