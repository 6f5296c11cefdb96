"""How well duplicates are found, measured on pairs of records that people labelled. No database."""

from collections.abc import Mapping, Sequence
from time import process_time
from typing import NamedTuple

from maillage.exchange.duplicates.candidates import Search
from maillage.exchange.duplicates.records import Record, prepare
from maillage.exchange.duplicates.scoring import POSSIBLE, SURE, score

SHOWN = 10


class Pair(NamedTuple):
    a: str
    b: str
    is_same: bool


def evaluate(records: Mapping[str, Record], pairs: Sequence[Pair]) -> dict[str, str]:
    """Measure → value. What is searched for is the second record of each "same" pair, among all that are no second.

    The weight of words comes from those records too. Speeds are of one processor, time spent by others left out.
    """
    second = {pair.b for pair in pairs if pair.is_same}
    pool = [key for key in records if key not in second]
    began = process_time()
    search = Search.of((at, records[key]) for at, key in enumerate(pool))
    indexed = process_time() - began
    places = {key: at for at, key in enumerate(pool)}
    return {
        "records, pairs": f"{len(records)}, {len(pairs)}",
        **_verdicts(records, pairs, search),
        **_candidates(records, pairs, search, places),
        "rows indexed per second": _rate(len(pool), indexed),
    }


def _verdicts(records: Mapping[str, Record], pairs: Sequence[Pair], search: Search) -> dict[str, str]:
    ready = {key: prepare(record) for key, record in records.items()}
    began = process_time()
    scored = [(score(ready[pair.a], ready[pair.b], search.weigh).score, pair.is_same) for pair in pairs]
    spent = process_time() - began
    found = {}
    for name, least in (("sure", SURE), ("sure or possible", POSSIBLE)):
        proposed = [is_same for value, is_same in scored if value >= least]
        right, wanted = sum(proposed), sum(pair.is_same for pair in pairs)
        found[f"“{name}”: precision"] = _share(right, len(proposed))
        found[f"“{name}”: recall"] = _share(right, wanted)
    return {**found, "pairs scored per second": _rate(len(pairs), spent)}


def _candidates(
    records: Mapping[str, Record], pairs: Sequence[Pair], search: Search, places: Mapping[str, int]
) -> dict[str, str]:
    wanted = [pair for pair in pairs if pair.is_same and pair.a in places]
    began = process_time()
    shown = [[match.organisation_id for match in search.candidates(records[pair.b], SHOWN)] for pair in wanted]
    spent = process_time() - began
    first = sum(bool(ids) and ids[0] == places[pair.a] for pair, ids in zip(wanted, shown, strict=True))
    among = sum(places[pair.a] in ids for pair, ids in zip(wanted, shown, strict=True))
    return {
        f"right record among {SHOWN} candidates": f"{_share(among, len(wanted))} (pool of {len(search)})",
        "right record first": _share(first, len(wanted)),
        "thorough searches per second": _rate(len(wanted), spent),
    }


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "—"


def _rate(count: int, seconds: float) -> str:
    return f"{count / max(seconds, 1e-9):,.0f}"
