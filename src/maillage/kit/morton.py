"""Places as numbers: web-mercator squares of 2³¹ steps, their Morton codes, and the range of codes that a tile covers.

Bits of x and y alternate (x lowest), so the points of any tile are one range, and the code of a wider square is the
code shifted right by two bits per level. The database computes the same codes (`atlas/sql/points.py`).
"""

import math

LEVELS = 31
SIDE = 1 << LEVELS
LIMIT = 85.0511287798066  # degrees: the latitude where the mercator square ends
_STEPS = ((16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F), (2, 0x3333333333333333),
          (1, 0x5555555555555555))  # fmt: skip


def square(latitude: float, longitude: float) -> tuple[int, int]:
    """x from west, y from north, each in 0 … 2³¹ − 1; beyond the limit of the projection, its edge."""
    sine = math.sin(math.radians(max(-LIMIT, min(LIMIT, latitude))))
    x = (longitude + 180) / 360
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return _step(x), _step(y)


def _step(share: float) -> int:
    return max(0, min(SIDE - 1, math.floor(share * SIDE)))


def degrees(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of a place in the square."""
    longitude = x / SIDE * 360 - 180
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / SIDE))))
    return latitude, longitude


def interleave(x: int, y: int) -> int:
    return _spread(x) | _spread(y) << 1


def separate(code: int) -> tuple[int, int]:
    """The inverse of `interleave`."""
    return _gather(code), _gather(code >> 1)


def _spread(value: int) -> int:
    for shift, mask in _STEPS:
        value = (value | value << shift) & mask
    return value


def _gather(code: int) -> int:
    value = code & _STEPS[-1][1]
    for (_shift, mask), shift in zip((*_STEPS[-2::-1], (0, 0x00000000FFFFFFFF)), (1, 2, 4, 8, 16), strict=True):
        value = (value | value >> shift) & mask
    return value


def codes_of_tile(level: int, x: int, y: int) -> tuple[int, int]:
    """First and last code inside a square of `level`."""
    shift = 2 * (LEVELS - level)
    first = interleave(x, y) << shift
    return first, first + (1 << shift) - 1
