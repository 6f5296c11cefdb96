"""From counts to a drawing: which shape is shaded how, where numbers stand, what the key says. No database, no request."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from maillage.atlas.enums import Drawn
from maillage.atlas.policy import Policy
from maillage.atlas.world import World

STEPS = 4
ROUND = (1, 2, 5)
# radius of the smallest disc, what the count adds, the largest, in units of the drawing: for a wide page, for a telephone
WIDE, NARROW = (19, 3.2, 52), (58, 6.5, 110)
MAY_OVERLAP = 0.82  # of the sum of both radii: nearer than this, the smaller disc is left out


@dataclass(frozen=True)
class Country:
    """A country or contested territory of the vocabulary and how many organisations are known there; None: not told."""

    code: str
    name: str
    count: int | None
    latitude: float | None
    longitude: float | None
    address: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Shape:
    """One shape that says something. `step` is 1 (fewest) to `STEPS`; 0 says nothing but is drawn apart (hatched)."""

    path: str
    step: int
    country: Country | None
    is_hatched: bool = False
    name: str = ""


@dataclass(frozen=True)
class Mark:
    """A number in a disc, or, where there is no shape to press, the dot that stands for it."""

    country: Country
    x: int
    y: int
    radius: int


@dataclass(frozen=True)
class Step:
    """One line of the key: from `least` to `most` organisations; no `most` in the last."""

    number: int
    least: int
    most: int | None


@dataclass(frozen=True)
class Drawing:
    """Ready to be written as SVG; every number is whole, so that no language adds its own comma."""

    width: int
    height: int
    land: str
    shapes: list[Shape]
    wide: list[Mark]
    narrow: list[Mark]
    key: list[Step]


def draw(world: World, policy: Policy, countries: Sequence[Country], *, threshold: int) -> Drawing:
    """`countries` with the counts that may be told. What has no count is drawn like empty land: it tells nothing."""
    told = {country.code: country for country in countries if country.count is not None}
    key = _key([country.count or 0 for country in told.values()], threshold)
    paths = _paths(world, policy)
    shapes, land = [], [world.shapes.get("", "")]
    for code, path in paths.items():
        country, is_hatched = told.get(code), _drawn(policy, code) == Drawn.HATCHED
        if country or is_hatched:
            name = policy[code].name if code in policy else ""
            shapes.append(Shape(path, step_of(key, country.count or 0) if country else 0, country, is_hatched, name))
        else:
            land.append(path)
    return Drawing(
        width=world.width,
        height=world.height,
        land="".join(land),
        shapes=shapes,
        wide=_marks(world, told.values(), WIDE),
        narrow=_marks(world, told.values(), NARROW),
        key=key,
    )


def _drawn(policy: Policy, code: str) -> Drawn:
    return policy[code].drawn if code in policy else Drawn.OWN


def _paths(world: World, policy: Policy) -> dict[str, str]:
    """Code → path, with what the policy joins drawn as one."""
    paths = {code: path for code, path in world.shapes.items() if code}
    for code, rule in policy.items():
        if rule.drawn == Drawn.JOINED and code in paths:
            own = paths.pop(code)
            one = world.joined.get(f"{rule.host}+{code}")
            paths[rule.host] = (
                one if one and paths.get(rule.host) == world.shapes[rule.host] else paths[rule.host] + own
            )
    return paths


# ── steps of shade ──────────────────────────────────────────────────────────


def _key(counts: list[int], threshold: int) -> list[Step]:
    """At most `STEPS` steps at round numbers, from the threshold up to the largest count, about evenly filled."""
    if not counts:
        return []
    bounds = _bounds(sorted(counts), threshold)
    ends: list[int | None] = [bound - 1 for bound in bounds[1:]]
    return [Step(at, least, most) for at, (least, most) in enumerate(zip(bounds, [*ends, None], strict=True), 1)]


def _bounds(counts: list[int], threshold: int) -> list[int]:
    offered = [r * 10**power for power in range(7) for r in ROUND if threshold < r * 10**power <= counts[-1]]
    chosen = [threshold]
    for part in range(1, STEPS):
        wanted = counts[len(counts) * part // STEPS]
        bound = max((number for number in offered if number <= wanted), default=None)
        if bound is not None and bound > chosen[-1]:
            chosen.append(bound)
    if offered and len(chosen) < STEPS and offered[-1] > chosen[-1]:
        chosen.append(offered[-1])
    return chosen


def step_of(key: list[Step], count: int) -> int:
    return bisect_right([step.least for step in key], count)


# ── numbers ─────────────────────────────────────────────────────────────────


def _marks(world: World, countries: Iterable[Country], sizes: tuple[float, float, float]) -> list[Mark]:
    """Largest first; a disc that would cover another is left out where its shape can be pressed instead."""
    least, more, most = sizes
    marks: list[Mark] = []
    for country in sorted(countries, key=lambda one: (-(one.count or 0), one.code)):
        if country.latitude is None or country.longitude is None:
            continue
        radius = min(most, least + more * sqrt(country.count or 0))
        x, y = world.place(country.latitude, country.longitude)
        x, y = _within(x, radius, world.width), _within(y, radius, world.height)
        if all(hypot(x - other.x, y - other.y) > MAY_OVERLAP * (radius + other.radius) for other in marks):
            marks.append(Mark(country, x, y, round(radius)))
    return marks


def _within(at: int, radius: float, length: int) -> int:
    return round(min(max(at, radius), length - radius))
