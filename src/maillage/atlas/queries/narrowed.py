"""The points of a narrowed map, read once for all its tiles and kept in the process while the directory stays as it is.

A narrowing (a kind, a country, a word) leaves any points of the million: finding them is the dear part, and each tile of
an opened map would pay it again. Here they are arrays in the order of their codes: a tile is a slice, a square a part of it.
"""

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from cachetools import LRUCache
from django.core.exceptions import EmptyResultSet
from django.db import connection

from maillage.atlas.queries.shown import Shown
from maillage.kit import morton

BUDGET = 600_000  # points kept in a process, of all narrowings together: 24 bytes each
LARGEST = BUDGET // 2  # points of one narrowing; with more, each tile is looked up by itself
CellRow = tuple[int, int, int, int, int, bool]  # cell, n, sum of x, sum of y, sum of organisation ids, all at one spot


@dataclass(frozen=True)
class Narrowed:
    """`codes` in order; the other arrays beside it."""

    codes: "array[int]"
    x: "array[int]"
    y: "array[int]"
    organisations: "array[int]"

    def cells(self, first: int, last: int, level: int) -> Iterator[CellRow]:
        """The points with a code in first…last, summed in the squares of `level`, in order."""
        shift = 2 * (morton.LEVELS - level)
        begin, end = bisect_left(self.codes, first), bisect_right(self.codes, last)
        while begin < end:
            cell = self.codes[begin] >> shift
            after = bisect_left(self.codes, (cell + 1) << shift, begin, end)
            x, y, ids = (sum(column[begin:after]) for column in (self.x, self.y, self.organisations))
            yield cell, after - begin, x, y, ids, self.codes[begin] == self.codes[after - 1]
            begin = after


_kept: LRUCache[str, Narrowed] = LRUCache(BUDGET, getsizeof=lambda points: len(points.codes) + 1)
_lock = Lock()


def narrowed(shown: Shown, now: str) -> Narrowed | None:
    """The points of `shown` in the state of the directory `now`, asked for before; None when they are too many to keep."""
    key = repr((now, shown.scope, shown.searches))
    with _lock:
        kept = _kept.get(key)
    if kept is None:
        kept = _read(shown)
        with _lock:
            _kept[key] = kept
    return kept if len(kept.codes) < LARGEST else None


def forget() -> None:
    """Give the memory back."""
    with _lock:
        _kept.clear()


def _read(shown: Shown) -> Narrowed:
    """One row: whole columns as bytes, so that no number is turned into text and back. At most LARGEST points."""
    narrowing, parameters = among(shown)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
SELECT string_agg(int8send(code), ''), string_agg(int4send(x), ''), string_agg(int4send(y), ''),
  string_agg(int8send(organisation_id), '')
FROM (SELECT * FROM (
    SELECT code, x, y, organisation_id FROM atlas_point WHERE scopes & %s <> 0 {narrowing} LIMIT %s) AS found
  ORDER BY code) AS point""",  # noqa: S608 -- a query of Django's
            [shown.scope, *parameters, LARGEST],
        )
        columns = cursor.fetchone()
    return Narrowed(*(_numbers(kind, column) for kind, column in zip("qiiq", columns, strict=True)))


def _numbers(kind: str, column: bytes | None) -> "array[int]":
    numbers = array(kind, bytes(column or b""))
    if sys.byteorder == "little":
        numbers.byteswap()  # what PostgreSQL sends begins with the highest byte
    return numbers


def among(shown: Shown) -> tuple[str, tuple[Any, ...]]:
    """The condition that a point is of an organisation shown, and its parameters."""
    if not shown.is_filtered:
        return "", ()
    try:
        inner, parameters = shown.organisations().order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "AND false", ()
    return f"AND organisation_id IN ({inner})", parameters
