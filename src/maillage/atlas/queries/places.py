"""Points and cells read from the tables of the atlas. A tile, a cell, a bounding box: each is one range of codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from django.db import connection

from maillage.atlas.queries.narrowed import Narrowed, among, narrowed
from maillage.atlas.queries.shown import Shown
from maillage.atlas.sql.points import HIGHEST, LOWEST
from maillage.kit import morton

FINER = 4  # a tile is drawn in squares of its level and four more: 16 by 16
DEEPEST = 16  # the last level of tiles; on it, only points at one and the same place stand together
CROWD = 1000  # places in a tile of the last level from which they are drawn in squares all the same
BOUNDS_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Group:
    """Points that are drawn as one: `n` of them around x, y; `organisation` is the sum of ids, so its id when n is 1.

    level, cell: the square they lie in
    is_spot:     whether all are at one and the same place, as far as that is known without looking at each
    """

    level: int
    cell: int
    n: int
    x: int
    y: int
    organisation: int
    is_spot: bool


def groups(shown: Shown, now: str, z: int, x: int, y: int) -> list[Group]:
    """What a tile draws in the state of the directory `now`."""
    if shown.scope is None:
        return []
    if z + FINER <= HIGHEST and not shown.is_filtered:
        return _of_pyramid(shown, z, x, y)
    points = narrowed(shown, now) if shown.is_filtered else None
    squares = partial(_of_narrowed, points) if points else partial(_of_points, shown)
    if z < DEEPEST:
        return squares((z, x, y), z + FINER)
    found = squares((z, x, y), morton.LEVELS, limit=CROWD + 1)
    return found if len(found) <= CROWD else squares((z, x, y), z + FINER)


def _of_pyramid(shown: Shown, z: int, x: int, y: int) -> list[Group]:
    level = max(z + FINER, LOWEST)
    first = morton.interleave(x, y) << 2 * (level - z)
    rows = _rows(
        """
SELECT cell, sum(n)::bigint, sum(x)::bigint, sum(y)::bigint, sum(organisations)::bigint FROM atlas_cell
WHERE level = %s AND cell BETWEEN %s AND %s AND scopes & %s <> 0
GROUP BY cell HAVING sum(n) > 0 ORDER BY cell""",
        [level, first, first + (1 << 2 * (level - z)) - 1, shown.scope],
    )
    return [Group(level, cell, n, sx // n, sy // n, ids, is_spot=False) for cell, n, sx, sy, ids in rows]


def _of_points(shown: Shown, tile: tuple[int, int, int], level: int, limit: int | None = None) -> list[Group]:
    first, last = morton.codes_of_tile(*tile)
    narrowing, parameters = among(shown)
    rows = _rows(
        f"""
SELECT code >> %s, count(*), sum(x), sum(y), sum(organisation_id)::bigint, min(code) = max(code) FROM atlas_point
WHERE code BETWEEN %s AND %s AND scopes & %s <> 0 {narrowing}
GROUP BY 1 ORDER BY 1 LIMIT %s""",  # noqa: S608 -- a query of Django's
        [2 * (morton.LEVELS - level), first, last, shown.scope, *parameters, limit],
    )
    return [Group(level, cell, n, sx // n, sy // n, ids, spot) for cell, n, sx, sy, ids, spot in rows]


def _of_narrowed(points: Narrowed, tile: tuple[int, int, int], level: int, limit: int | None = None) -> list[Group]:
    rows = islice(points.cells(*morton.codes_of_tile(*tile), level), limit)
    return [Group(level, cell, n, sx // n, sy // n, ids, spot) for cell, n, sx, sy, ids, spot in rows]


def at(shown: Shown, level: int, x: int, y: int) -> set[int]:
    """Ids of the organisations with a point in a square."""
    if shown.scope is None:
        return set()
    narrowing, parameters = among(shown)
    rows = _rows(
        f"SELECT DISTINCT organisation_id FROM atlas_point WHERE code BETWEEN %s AND %s AND scopes & %s <> 0 {narrowing}",  # noqa: S608 -- a query of Django's
        [*morton.codes_of_tile(level, x, y), shown.scope, *parameters],
    )
    return {pk for (pk,) in rows}


Box = tuple[float, float, float, float]  # west, south, east, north, in degrees


def bounds(shown: Shown) -> Box | None:
    """The box around the points shown, and around nothing else; None when there is none."""
    if shown.scope is None:
        return None
    if shown.is_filtered:
        narrowing, parameters = among(shown)
        ((west, east, north, south),) = _rows(
            f"SELECT min(x), max(x), min(y), max(y) FROM atlas_point WHERE scopes & %s <> 0 {narrowing}",  # noqa: S608 -- a query of Django's
            [shown.scope, *parameters],
        )
    else:
        west, east, north, south = _bounds_of_cells(shown)
    if west is None:
        return None
    (top, left), (bottom, right) = morton.degrees(west, north), morton.degrees(east, south)
    return round(left, 6), round(bottom, 6), round(right, 6), round(top, 6)


def _bounds_of_cells(shown: Shown) -> tuple[int | None, ...]:
    """From the pyramid: a box of squares, a little wider than the points."""
    rows = _rows(
        "SELECT cell FROM atlas_cell WHERE level = %s AND scopes & %s <> 0 GROUP BY cell HAVING sum(n) > 0",
        [BOUNDS_LEVEL, shown.scope],
    )
    if not rows:
        return None, None, None, None
    columns, lines = zip(*(morton.separate(cell) for (cell,) in rows), strict=True)
    side = 1 << morton.LEVELS - BOUNDS_LEVEL
    return min(columns) * side, (max(columns) + 1) * side, min(lines) * side, (max(lines) + 1) * side


def _rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
