"""The world as the server draws it: shapes built by tools/world.mjs, in a projection of equal areas (Equal Earth)."""

import json
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured

# Šavrič, Patterson and Jenny, "The Equal Earth map projection", 2018
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = sqrt(3) / 2
FILE = "atlas/world/world.svg.json"


@dataclass(frozen=True)
class World:
    """Shapes by code as SVG paths, in units of the drawing; "" is land that is no territory of ours.

    joined: "UA+crimea" → the path of both as one
    large:  codes whose shape can be seen and pressed; the others need a dot
    """

    width: int
    height: int
    shapes: dict[str, str]
    joined: dict[str, str]
    large: frozenset[str]
    scale: float
    origin: tuple[float, float]
    rotate: float

    def place(self, latitude: float, longitude: float) -> tuple[int, int]:
        """Where a point of the earth stands in the drawing."""
        turned = radians((longitude + self.rotate + 180) % 360 - 180)
        angle = asin(M * sin(radians(latitude)))
        squared = angle * angle
        sixth = squared**3
        x = turned * cos(angle) / (M * (A1 + 3 * A2 * squared + sixth * (7 * A3 + 9 * A4 * squared)))
        y = angle * (A1 + A2 * squared + sixth * (A3 + A4 * squared))
        return round(self.origin[0] + self.scale * x), round(self.origin[1] - self.scale * y)


def world() -> World:
    found = finders.find(FILE)
    if not found:
        raise ImproperlyConfigured(f"{FILE} is missing: run make assets.")
    return _read(str(found), Path(str(found)).stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _read(path: str, _written: int) -> World:
    made = json.loads(Path(path).read_text(encoding="utf-8"))
    projection = made["projection"]
    return World(
        width=made["view"][0],
        height=made["view"][1],
        shapes=made["shapes"],
        joined=made["joined"],
        large=frozenset(made["large"]),
        scale=projection["scale"],
        origin=(projection["x"], projection["y"]),
        rotate=projection["rotate"],
    )
