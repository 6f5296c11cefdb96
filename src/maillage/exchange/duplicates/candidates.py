"""Which records of a directory may be the one that is described: found by shared keys, then weighed one by one."""

from array import array
from collections.abc import Iterable
from math import log
from operator import itemgetter
from typing import NamedTuple, Self

from maillage.exchange.duplicates.blocking import WORTH, keys_of
from maillage.exchange.duplicates.reasons import Reason
from maillage.exchange.duplicates.records import Prepared, Record, prepare
from maillage.exchange.duplicates.scoring import POSSIBLE, SURE, WEIGHTS, score
from maillage.exchange.duplicates.words import Word

SAME_COUNTRY, OTHER_COUNTRY = 1.3, 0.7
COMMON = 0.45  # how much of its weight the commonest word keeps
TELLING = {"own", "idea"}
MOST_WEIGHTS = 1 << 16
FEW = 200  # records below which rarity says little


class Effort(NamedTuple):
    """How many entries of the index one search reads; how many records it weighs, and how much each must share beside
    the first.
    """

    entries: int
    weighed: int
    share: float = 0.0


THOROUGH = Effort(entries=40_000, weighed=60)  # someone waits for ten good proposals
QUICK = Effort(entries=250, weighed=6, share=0.35)  # a hundred thousand rows wait


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
        self._index: dict[int, int | array[int]] = {}  # hash of a key → the one position, or all of them
        self._weights: dict[str, float] = {}  # forgotten when a record comes in

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
        self._weights.clear()
        self._ids.append(pk)
        self._records.append(prepared)
        for key in map(hash, keys_of(prepared)):
            filed = self._index.get(key)
            if filed is None:
                self._index[key] = at
            elif isinstance(filed, int):
                self._index[key] = array("I", (filed, at))
            else:
                filed.append(at)

    def _filed(self, key: str) -> "array[int] | tuple[int, ...]":
        found = self._index.get(hash(key), ())
        return (found,) if isinstance(found, int) else found

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
        """Positions of the records that share the rarest keys, with how much they share, most first."""
        total, left = len(self._ids) + 1, effort.entries
        filed = [(len(entries), key, entries) for key in keys_of(record) if (entries := self._filed(key))]
        filed.sort(key=_rarity)
        shared: dict[int, float] = {}
        for size, key, entries in filed:
            if size > left and shared:
                break
            left -= size
            worth = WORTH[key[0]] * log(total / size)
            for at in entries[: effort.entries]:
                shared[at] = shared.get(at, 0.0) + worth
        if record.country:
            self._favour(record.country, shared)
        near = sorted(shared.items(), key=_WEIGHT, reverse=True)[: effort.weighed]
        return [row for row in near if row[1] >= effort.share * near[0][1]]

    def _favour(self, country: str, shared: dict[int, float]) -> None:
        for at in shared:
            other = self._records[at].country
            if other:
                shared[at] *= SAME_COUNTRY if other == country else OTHER_COUNTRY

    def weigh(self, word: Word) -> float:
        """A word that many names bear says less than one that few do."""
        if (known := self._weights.get(word.key)) is not None:
            return known
        weight = WEIGHTS[word.sort]
        if word.sort in TELLING:
            seen, total = len(self._filed(f"w{word.key}")), len(self._ids) + FEW
            weight *= COMMON + (1 - COMMON) * log(total / (seen + 1)) / log(total)
        if len(self._weights) < MOST_WEIGHTS:
            self._weights[word.key] = weight
        return weight


_WEIGHT = itemgetter(1)
_rarity = itemgetter(0, 1)
