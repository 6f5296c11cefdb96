"""What an import asks of the search for duplicates: records that a row of a file may be already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from maillage.exchange.organisations.compare import Target
from maillage.exchange.organisations.draft import Draft

SHOWN_MATCHES = 3


class Found(NamedTuple):
    """A match that was found before: enough to plan with."""

    organisation_id: int
    score: float
    reasons: Sequence[object]
    verdict: str


class Match(Protocol):
    """A record that may be the same: `score` from 0 to 1, `reasons` in words, `verdict` "sure" or "possible"."""

    @property
    def organisation_id(self) -> int: ...
    @property
    def score(self) -> float: ...
    @property
    def reasons(self) -> Sequence[object]: ...
    @property
    def verdict(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Alike:
    """A match, and what updating that record with the row would change."""

    match: Match
    target: Target


Finder = Callable[[Sequence[Draft]], Mapping[int, Sequence[Match]]]  # drafts → line → matches, the best first
