"""What a period in EDTF leaves open: the earliest and latest days of its beginning and of its end.

For drawings and for questions such as "were they members in 1998?", whose honest answers are yes, no and perhaps.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from maillage.kit.dates import first_day, last_day

LOOSE = timedelta(
    days=731
)  # how far "about 1998" and "perhaps 1998" may be out, either way: our reading, said on the page
EVER = date(1, 1, 1)


class Held(Enum):
    """Whether something held at a time."""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Span:
    """Days between which a period began (`begun`) and ended (`ended`), each (earliest, latest).

    The earliest beginning is `EVER` when nothing is known of it. Nothing is known of tomorrow: a period that stands
    ends today at the earliest and at the latest.
    """

    begun: tuple[date, date]
    ended: tuple[date, date]

    def held_in(self, first: date, last: date) -> Held:
        """Whether the period has a day in common with the days from `first` to `last`."""
        if self.begun[1] <= last and self.ended[0] >= first:
            return Held.YES
        if self.begun[0] <= last and self.ended[1] >= first:
            return Held.PERHAPS
        return Held.NO

    def held_in_year(self, year: int) -> Held:
        return self.held_in(date(year, 1, 1), date(year, 12, 31))

    def within(self, other: "Span") -> "Span":
        """This span cut to what `other` leaves possible: a role is held during its tie."""
        if not self.is_dated and self.begun[1] >= other.ended[1]:  # nothing is known but that it was during the other
            held = (other.begun[0], other.ended[1])
            return Span(held, (other.ended[0], other.ended[1]) if self.begun[1] == other.ended[0] else held)
        begun = tuple(min(max(day, other.begun[0]), other.ended[1]) for day in self.begun)
        ended = tuple(max(min(day, other.ended[1]), begun[0]) for day in self.ended)
        return _span(begun, ended)

    @property
    def is_dated(self) -> bool:
        return self.begun[0] != EVER


@lru_cache(maxsize=4096)
def span_of(period: str, today: date) -> Span:
    """The span of an EDTF period as it is kept by `dates.period_field`; "" (nothing known) held today at least."""
    since, slash, until = period.partition("/")
    ended = _end(until if slash else since, today, has_slash=bool(slash))
    begun = _point(since) if since not in {"", ".."} else (EVER, ended[1])
    if until == "" and slash:  # "1976/": it began then, and nobody says until when
        ended = (begun[0], max(today, begun[1]))
    return _span(begun, ended)


def _end(until: str, today: date, *, has_slash: bool) -> tuple[date, date]:
    if until in {"", ".."}:
        return (today, today)
    return _point(until) if has_slash or until else (today, today)


def _point(point: str) -> tuple[date, date]:
    loose = LOOSE if point[-1] in "~?%" else timedelta()
    first, last = first_day(point), last_day(point)
    return max(EVER, first - loose) if first - EVER > loose else EVER, last + loose


def _span(begun: tuple[date, ...], ended: tuple[date, ...]) -> Span:
    """In order: it cannot have begun after its latest end, nor ended before its earliest beginning."""
    return Span((begun[0], max(begun[0], min(begun[1], ended[1]))), (max(ended[0], begun[0]), max(ended[1], begun[0])))
