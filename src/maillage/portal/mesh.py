"""The drawing of the home page: the home organisation, those tied to it, and the ties among them."""

from dataclasses import dataclass, field
from math import cos, pi, sin

from django.utils.translation import get_language

from maillage.network.models import Organisation
from maillage.network.readers import Reader
from maillage.portal import queries

WIDTH, HEIGHT = 520, 400
CENTRE = (260, 195)
REACH = (205, 140)  # of the ellipse on which the others stand
MOST = 9
LONGEST = 17


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
    """Ready to be written as SVG; coordinates are whole numbers, so that no language adds its own comma."""

    knots: list[Knot] = field(default_factory=list)
    ties: str = ""
    founding: str = ""
    view_box: str = f"0 0 {WIDTH} {HEIGHT}"


def draw(home: Organisation, neighbours: list[queries.Neighbour], reader: Reader) -> Mesh:
    drawn = neighbours[:MOST]
    points = {one.organisation.pk: _place(index, len(drawn)) for index, one in enumerate(drawn)}
    among = queries.ties_among(list(points), reader)
    mesh = Mesh()
    mesh.ties = " ".join(
        [_line(CENTRE, points[one.organisation.pk]) for one in drawn if not one.is_founding]
        + [_line(points[a], points[b]) for a, b in sorted(among)]
    )
    mesh.founding = " ".join(_line(CENTRE, points[one.organisation.pk]) for one in drawn if one.is_founding)
    mesh.knots = [_knot(one.organisation, points[one.organisation.pk]) for one in drawn]
    mesh.knots.append(_knot(home, CENTRE, is_home=True))
    return mesh


def _place(index: int, count: int) -> tuple[int, int]:
    """Around the centre, alternately nearer and farther: a net, not a wheel."""
    angle = -pi * 0.62 + 2 * pi * index / count
    reach = 1.0 if index % 2 == 0 else 0.78
    return round(CENTRE[0] + REACH[0] * reach * cos(angle)), round(CENTRE[1] + REACH[1] * reach * sin(angle))


def _line(start: tuple[int, int], end: tuple[int, int]) -> str:
    return f"M{start[0]} {start[1]}L{end[0]} {end[1]}"


def _knot(organisation: Organisation, point: tuple[int, int], *, is_home: bool = False) -> Knot:
    x, y = point
    radius = 16 if is_home else 10
    is_above = not is_home and y < CENTRE[1]
    label = _short(organisation.label_in(get_language()))
    return Knot(x, y, radius, label, y - radius - 10 if is_above else y + radius + 20, is_home)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"
