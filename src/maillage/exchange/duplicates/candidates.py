"""Which records of a directory may be the one that is described: found by shared keys, then weighed one by one."""

from array import array
from collections.abc import Iterable
from heapq import nlargest
from math import log
from typing import NamedTuple, Self

from maillage.exchange.duplicates.blocking import WORTH, keys_of
from maillage.exchange.duplicates.reasons import Reason
from maillage.exchange.duplicates.records import Prepared, Record, prepare
from maillage.exchange.duplicates.scoring import POSSIBLE, SURE, WEIGHTS, score
from maillage.exchange.duplicates.words import Word

SAME_COUNTRY, OTHER_COUNTRY = 1.3, 0.7
COMMON = 0.45  # how much of its weight the commonest word keeps
FEW = 200  # records below which rarity says little


class Effort(NamedTuple):
    """How many entries of the index one search reads, and how many records it weighs."""

    entries: int
    weighed: int


THOROUGH = Effort(entries=40_000, weighed=60)  # someone waits for ten good proposals
QUICK = Effort(entries=600, weighed=8)  # a hundred thousand rows wait


class Match(NamedTuple):
    """score 0…1; verdict "sure" (propose as the same) or "possible" (someone must look)."""

    organisation_id: int
    score: float
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> str:
        return "sure" if self.score >= SURE else "possible"


class Search:
    """An index of records in memory. Positions are dense; `ids` are the caller's."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._records: list[Prepared] = []
        self._index: dict[str, array[int]] = {}

    @classmethod
    def of(cls, records: Iterable[tuple[int, Record]]) -> Self:
        search = cls()
        for pk, record in records:
            search.add(pk, record)
        return search

    @classmethod
    def of_directory(cls) -> Self:
        """Every organisation that is not merged into another, hidden ones too: for stewards and imports only."""
        from maillage.exchange.duplicates.directory import records  # noqa: PLC0415 -- plain records need no database

        return cls.of(records())

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, pk: int, record: Record) -> None:
        prepared, at = prepare(record), len(self._ids)
        self._ids.append(pk)
        self._records.append(prepared)
        for key in keys_of(prepared):
            if (filed := self._index.get(key)) is None:
                self._index[key] = array("I", (at,))
            else:
                filed.append(at)

    def candidates(
        self, record: Record, limit: int = 10, *, effort: Effort = THOROUGH, besides: int | None = None
    ) -> list[Match]:
        """The likeliest records, best first, whatever their score; `besides` is the id of the record itself."""
        prepared = prepare(record)
        found = []
        for at, weight in self._near(prepared, effort):
            if self._ids[at] == besides:
                continue
            verdict = score(prepared, self._records[at], self.weigh)
            found.append((verdict.score, weight, Match(self._ids[at], verdict.score, verdict.reasons)))
        found.sort(key=lambda row: (-row[0], -row[1], row[2].organisation_id))
        return [match for _score, _weight, match in found[:limit]]

    def matches(self, record: Record, *, effort: Effort = QUICK, besides: int | None = None) -> list[Match]:
        """Only those worth showing to someone, best first."""
        return [match for match in self.candidates(record, effort=effort, besides=besides) if match.score >= POSSIBLE]

    def _near(self, record: Prepared, effort: Effort) -> list[tuple[int, float]]:
        """Positions of the records that share the rarest keys, with how much they share."""
        total, left = len(self._ids) + 1, effort.entries
        filed = [(len(entries), key, entries) for key in keys_of(record) if (entries := self._index.get(key))]
        filed.sort(key=lambda row: row[:2])
        shared: dict[int, float] = {}
        for size, key, entries in filed:
            if size > left and shared:
                break
            left -= size
            worth = WORTH[key[0]] * log(total / size)
            for at in entries[: max(left, effort.entries)]:
                shared[at] = shared.get(at, 0.0) + worth
        country = record.country
        if country:
            for at in shared:
                other = self._records[at].country
                shared[at] *= SAME_COUNTRY if other == country else OTHER_COUNTRY if other else 1.0
        return nlargest(effort.weighed, shared.items(), key=lambda item: (item[1], -item[0]))

    def weigh(self, word: Word) -> float:
        """A word that many names bear says less than one that few do."""
        weight = WEIGHTS[word.sort]
        if word.sort not in {"own", "idea"}:
            return weight
        seen, total = len(self._index.get(f"w{word.key}", ())), len(self._ids) + FEW
        return weight * (COMMON + (1 - COMMON) * log(total / (seen + 1)) / log(total))
