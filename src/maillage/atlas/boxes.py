"""The part of the earth a reader looks at."""

from collections.abc import Mapping
from dataclasses import dataclass

from maillage.kit import morton

TURN = 360.0
HALF = 180.0
FAR = 9 * TURN  # a map turned more often than this is no map


@dataclass(frozen=True)
class Box:
    """A part of the earth between two parallels and two meridians, in degrees; `west` < `east`."""

    west: float
    south: float
    east: float
    north: float

    def squares(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Its corners in web-mercator squares (see kit.morton): x from west to east, y from north to south."""
        left, top = morton.square(self.north, self.west)
        right, bottom = morton.square(self.south, self.east)
        return (left, right), (top, bottom)


def boxes(query: Mapping[str, str]) -> list[Box]:
    """What `west`, `south`, `east` and `north` of an address enclose: two parts where it crosses the antimeridian.

    Raises ValueError for what is no part of the earth.
    """
    west, south, east, north = (float(query.get(side, "")) for side in ("west", "south", "east", "north"))
    if not (-FAR < west < east < FAR and -HALF / 2 <= south < north <= HALF / 2):
        raise ValueError("not a part of the earth")
    if east - west >= TURN:
        return [Box(-HALF, south, HALF, north)]
    start = (west + HALF) % TURN - HALF
    end = start + east - west
    whole = Box(start, south, min(end, HALF), north)
    return [whole, Box(-HALF, south, end - TURN, north)] if end > HALF else [whole]
