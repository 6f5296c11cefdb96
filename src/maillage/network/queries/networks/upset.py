"""The picture of what networks share: a column for each way of belonging, as high as it has members, dots below it.

Circles that overlap cannot show three sizes and four overlaps truly at once; columns can. A column too small to be
told has no height: it is drawn as a dashed stub and says "fewer than".
"""

from dataclasses import dataclass

from maillage.network.models import Organisation
from maillage.network.queries.networks.shared import Part, Shared

COLUMN, BAR, TALL, TOP = 62, 42, 200, 30
ROW, FIRST_ROW = 34, 274
STUB = 10


@dataclass(frozen=True)
class Column:
    """One way of belonging, in SVG units. `dots`: (y, whether members of this part belong to that network)."""

    part: Part
    x: int
    middle: int
    y: int
    height: int
    dots: list[tuple[int, bool]]
    line: str


@dataclass(frozen=True)
class Picture:
    columns: list[Column]
    rows: list[tuple[Organisation, int, str]]
    view_box: str
    width: int
    base: int
    bar: int = BAR


def picture(shared: Shared, *, mirrored: bool) -> Picture:
    """Columns in the order of `shared.parts`, from the start of reading."""
    parts = shared.parts
    most = max([part.count or 0 for part in parts] + [1])
    width = COLUMN * len(parts)
    columns = []
    for index, part in enumerate(parts):
        place = len(parts) - 1 - index if mirrored else index
        middle = place * COLUMN + COLUMN // 2
        height = max(round((part.count or 0) / most * TALL), 2) if part.count is not None else STUB
        dots = [(FIRST_ROW + row * ROW, bool(part.mask & 1 << row)) for row in range(len(shared.networks))]
        inside = [y for y, is_in in dots if is_in]
        columns.append(
            Column(
                part,
                middle - BAR // 2,
                middle,
                TOP + TALL - height,
                height,
                dots,
                f"M{middle} {inside[0]}V{inside[-1]}",
            )
        )
    rows = [(network, FIRST_ROW + row * ROW, "ABC"[row]) for row, network in enumerate(shared.networks)]
    height = FIRST_ROW + ROW * len(rows)
    return Picture(columns, rows, f"0 0 {width} {height}", width, TOP + TALL)
