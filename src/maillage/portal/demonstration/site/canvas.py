"""A sheet to draw on, in the colours of the pages. Lengths are in points of a sheet of 1600 × 900."""

import math
from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
FINE = 2  # drawn larger, then reduced: edges without steps
PAPER, INK, THREAD, WEAVE = "#f3ead9", "#1b1a17", "#c0301a", "#0d5a58"
NIGHT, SAND, LIGHT, MIST = "#22303a", "#e2d3b5", "#f2c14e", "#9fc4bd"
Point = tuple[float, float]


class Canvas:
    def __init__(self, ground: str = PAPER) -> None:
        self._image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def shape(self, points: Iterable[Point], fill: str) -> None:
        self._draw.polygon([_fine(point) for point in points], fill=fill)

    def line(self, points: Iterable[Point], fill: str, width: float) -> None:
        """Round at its joints and ends."""
        drawn = [_fine(point) for point in points]
        self._draw.line(drawn, fill=fill, width=round(width * FINE), joint="curve")
        for x, y in (drawn[0], drawn[-1]):
            half = width * FINE / 2 - 1
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=fill)

    def disc(self, centre: Point, radius: float, fill: str | None, edge: str | None = None, width: float = 0) -> None:
        (x, y), r = _fine(centre), radius * FINE
        self._draw.ellipse((x - r, y - r, x + r, y + r), fill=fill, outline=edge, width=round(width * FINE))

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        self.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill)

    def png(self) -> bytes:
        out = BytesIO()
        self._image.reduce(FINE).quantize(64, dither=Image.Dither.NONE).save(out, "PNG")
        return out.getvalue()


def around(centre: Point, radius: float, angle: float) -> Point:
    """The point at `angle` turns, from three o'clock and clockwise."""
    turn = angle * math.tau
    return (centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn))


def wave(y: float, height: float, length: float, shift: float = 0) -> list[Point]:
    """A wave from edge to edge."""
    return [(x, y + height * math.sin((x / length + shift) * math.tau)) for x in range(-20, WIDTH + 40, 10)]


def turned(points: Iterable[Point], centre: Point, angle: float) -> list[Point]:
    """`points` about the origin, turned by `angle` turns and put at `centre`."""
    sine, cosine = math.sin(angle * math.tau), math.cos(angle * math.tau)
    return [(centre[0] + x * cosine - y * sine, centre[1] + x * sine + y * cosine) for x, y in points]


def _fine(point: Point) -> Point:
    return (point[0] * FINE, point[1] * FINE)
