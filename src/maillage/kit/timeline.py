"""Drawing periods on an axis of years: pieces of a bar, as percentages written for SVG (with a point in every language)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.kit.spans import EVER, Span

THIN = 0.5  # percent: a day must be seen
TICKS = 8  # labels on the axis at most
STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


@dataclass(frozen=True)
class Piece:
    """A part of a bar. `kind`: sure · coming and going (fade in, fade out) · perhaps (somewhere in there)."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Axis:
    """From the first day of `first` to the last of `last`; `mirrored` where writing runs from right to left."""

    first: int
    last: int
    mirrored: bool = False

    @property
    def days(self) -> int:
        return (date(self.last, 12, 31) - date(self.first, 1, 1)).days + 1

    def at(self, day: date) -> float:
        """Percent from the start of reading, kept within the axis."""
        share = ((day - date(self.first, 1, 1)).days / self.days) * 100
        return min(max(share, 0.0), 100.0)

    def x(self, percent: float, width: float = 0.0) -> str:
        return f"{100 - percent - width if self.mirrored else percent:.2f}%"

    def bar(self, span: Span) -> list[Piece]:
        """What is certain, and on either side what may be."""
        begun = (span.begun[0], span.begun[1])
        if begun[1] >= span.ended[0]:
            if begun[0] == EVER and span.begun[1] == span.ended[1]:  # known at its end only: it fades in until then
                return self._pieces(("coming", begun[0], span.ended[0]), ("sure", span.ended[0], span.ended[0]))
            if span.ended[1] > span.begun[1] and begun[0] != EVER and (span.ended[0] == begun[0]):
                return self._pieces(("sure", begun[0], begun[1]), ("going", begun[1], span.ended[1]))
            return self._pieces(("perhaps", begun[0], span.ended[1]))
        return self._pieces(
            ("coming", begun[0], begun[1]), ("sure", begun[1], span.ended[0]), ("going", span.ended[0], span.ended[1])
        )

    def _pieces(self, *parts: tuple[str, date, date]) -> list[Piece]:
        found = []
        for kind, since, until in parts:
            start, end = self.at(since), self.at(until)
            if end - start < THIN and kind != "sure":
                continue
            start = min(start, 100 - THIN)
            width = max(end - start, THIN)
            found.append(Piece(kind, self.x(start, width), f"{width:.2f}%"))
        return found

    def bars(self, spans: Iterable[Span]) -> list[Piece]:
        return [piece for span in spans for piece in self.bar(span)]

    def middle(self, year: int) -> str:
        return self.x((year - self.first + 0.5) / (self.last - self.first + 1) * 100)

    @property
    def ticks(self) -> list[tuple[str, str]]:
        """Round years and where they stand."""
        step = next((s for s in STEPS if (self.last - self.first) / s <= TICKS), STEPS[-1])
        years = range(-(-self.first // step) * step, self.last + 1, step)
        return [(str(year), self.x(self.at(date(year, 1, 1)))) for year in years]


def steps(values: list[int], top: int, *, mirrored: bool = False) -> str:
    """An SVG path of columns side by side, one unit wide, in a box `len(values)` wide and 100 high."""
    if not top:
        return ""
    columns = values[::-1] if mirrored else values
    heights = [round(100 - 100 * value / top, 1) for value in columns]
    return "M0 100" + "".join(f"V{height}H{column}" for column, height in enumerate(heights, 1)) + "V100Z"
