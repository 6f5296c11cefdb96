"""Drawing what surrounds one thing: it in the middle, the others on an ellipse around it, lines between them.

Always the same for the same input, in whole numbers, so that no language adds its own comma.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin

LONGEST = 17  # letters of a label
Point = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """The size of a drawing, where its middle is, and how far the others stand from it."""

    width: int = 520
    height: int = 400
    centre: Point = (260, 195)
    reach: Point = (205, 140)


@dataclass(frozen=True)
class Node:
    """Something around the centre; `is_marked` draws its line to the centre in the other thread."""

    key: Hashable
    label: str
    is_marked: bool = False


@dataclass(frozen=True)
class Knot:
    x: int
    y: int
    radius: int
    label: str
    label_y: int
    is_home: bool = False


@dataclass
class Mesh:
    """Ready to be written as SVG by the template ui/mesh.html."""

    knots: list[Knot] = field(default_factory=list)
    ties: str = ""
    marked: str = ""
    view_box: str = ""


def draw(
    home: str, nodes: Sequence[Node], among: Iterable[tuple[Hashable, Hashable]] = (), *, box: Box | None = None
) -> Mesh:
    """`home` and `nodes` around it, in order; `among` are pairs of keys of nodes that a line joins."""
    box = box or Box()
    points = {node.key: _place(index, len(nodes), box) for index, node in enumerate(nodes)}
    plain = [_line(box.centre, points[node.key]) for node in nodes if not node.is_marked]
    plain += [_line(points[a], points[b]) for a, b in sorted(among, key=str)]
    return Mesh(
        knots=[_knot(node.label, points[node.key], box) for node in nodes]
        + [_knot(home, box.centre, box, is_home=True)],
        ties=" ".join(plain),
        marked=" ".join(_line(box.centre, points[node.key]) for node in nodes if node.is_marked),
        view_box=f"0 0 {box.width} {box.height}",
    )


def _place(index: int, count: int, box: Box) -> Point:
    """Around the centre, alternately nearer and farther: a net, not a wheel."""
    angle = -pi * 0.62 + 2 * pi * index / count
    reach = 1.0 if index % 2 == 0 else 0.78
    return round(box.centre[0] + box.reach[0] * reach * cos(angle)), round(
        box.centre[1] + box.reach[1] * reach * sin(angle)
    )


def _line(start: Point, end: Point) -> str:
    return f"M{start[0]} {start[1]}L{end[0]} {end[1]}"


def _knot(label: str, point: Point, box: Box, *, is_home: bool = False) -> Knot:
    x, y = point
    radius = 16 if is_home else 10
    is_above = not is_home and y < box.centre[1]
    return Knot(x, y, radius, _short(label), y - radius - 10 if is_above else y + radius + 20, is_home)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"
