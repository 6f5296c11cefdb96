"""What the tables of the atlas hold, and what they ought to."""

from collections import Counter

from django.db import connection

from maillage.atlas.models import Cell, Point
from maillage.atlas.sql.points import HIGHEST, LOWEST
from maillage.kit.morton import LEVELS


def points() -> list[tuple[int, ...]]:
    return sorted(Point.objects.values_list("presence_id", "organisation_id", "code", "x", "y", "scopes"))


def wanted() -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT presence_id, organisation_id, code, x, y, scopes FROM atlas_wanted")
        return sorted(cursor.fetchall())


Cells = dict[tuple[int, int, int], tuple[int, int, int, int]]


def cells() -> Cells:
    totals: dict[tuple[int, int, int], list[int]] = {}
    for cell in Cell.objects.all():
        held = totals.setdefault((cell.level, cell.cell, cell.scopes), [0, 0, 0, 0])
        for place, amount in enumerate((cell.n, cell.x, cell.y, cell.organisations)):
            held[place] += amount
    return {key: tuple(held) for key, held in totals.items() if held[0]}  # type: ignore[misc]


def true_cells() -> Cells:
    sums: dict[tuple[int, int, int], Counter[str]] = {}
    for point in Point.objects.all():
        for level in range(LOWEST, HIGHEST + 1):
            key = (level, point.code >> 2 * (LEVELS - level), point.scopes)
            sums.setdefault(key, Counter()).update(n=1, x=point.x, y=point.y, o=point.organisation_id)
    return {key: (held["n"], held["x"], held["y"], held["o"]) for key, held in sums.items()}
