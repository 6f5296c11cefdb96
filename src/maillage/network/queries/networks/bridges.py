"""Who bridges networks: organisations that are members of several, and those that alone join two of them.

Two plain measures over today's memberships. "In how many networks" is counted. "The only thread" between two networks is
an organisation that is a member of both when no other is. We compute no score.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone

from maillage.network.models import Organisation
from maillage.network.queries.networks.graph import current_memberships
from maillage.network.queries.version import data_version
from maillage.network.readers import Reader

KEPT_FOR = 60 * 60
LISTED = 30
Pair = tuple[int, int]


@dataclass(frozen=True)
class Weave:
    """What was worked out, in ids.

    several: organisation, its networks from the largest, and how many pairs of them it alone joins; most networks first
    threads: (network, network), the one organisation in both; those between large networks first
    """

    several: list[tuple[int, tuple[int, ...], int]]
    threads: list[tuple[Pair, int]]
    bridging: int
    networks: int


@dataclass(frozen=True)
class Bridge:
    """An organisation, its networks, and how many of their pairs it alone joins."""

    organisation: Organisation
    networks: tuple[Organisation, ...]
    alone: int


@dataclass(frozen=True)
class Thread:
    """Two networks that have one member in common."""

    first: Organisation
    second: Organisation
    organisation: Organisation


@dataclass(frozen=True)
class Bridges:
    """`bridging` and `networks` are None when they are too small to be told."""

    several: list[Bridge]
    threads: list[Thread]
    bridging: int | None
    networks: int | None
    has_more: bool
    has_more_threads: bool


def bridges(reader: Reader) -> Bridges:
    weave = _kept(reader)
    several, threads = weave.several[:LISTED], weave.threads[:LISTED]
    named = {pk for one, theirs, _alone in several for pk in (one, *theirs)}
    named |= {pk for pair, one in threads for pk in (*pair, one)}
    known = Organisation.objects.visible_to(reader).in_bulk(named)
    least = 1 if reader.is_steward else settings.COUNT_THRESHOLD
    return Bridges(
        several=[
            Bridge(known[one], tuple(known[pk] for pk in theirs if pk in known), alone)
            for one, theirs, alone in several
            if one in known
        ],
        threads=[Thread(known[a], known[b], known[one]) for (a, b), one in threads if {a, b, one} <= known.keys()],
        bridging=weave.bridging if weave.bridging >= least else None,
        networks=weave.networks if weave.networks >= least else None,
        has_more=len(weave.several) > LISTED,
        has_more_threads=len(weave.threads) > LISTED,
    )


def _kept(reader: Reader) -> Weave:
    """Worked out once for readers with the same rights, until anything in the directory changes."""
    rights = repr((int(reader.level), sorted(reader.organisations), sorted(reader.keys)))
    key = f"bridges:{data_version()}:{timezone.localdate()}:{hashlib.sha256(rights.encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: weave(reader), KEPT_FOR)  # type: ignore[return-value]


def weave(reader: Reader) -> Weave:
    """Two queries, then the pairs of networks of each organisation that has several."""
    rows = (
        current_memberships(reader).order_by().values("a_id")
        .annotate(networks=ArrayAgg("b_id")).filter(networks__len__gt=1).values_list("a_id", "networks")
    )  # fmt: skip
    found = {one: sorted(set(networks)) for one, networks in rows if len(set(networks)) > 1}
    joined: dict[Pair, int] = {}
    for one, networks in found.items():
        for pair in combinations(networks, 2):
            joined[pair] = one if pair not in joined else 0
    alone = Counter(one for one in joined.values() if one)
    size = _sizes(reader)
    threads = sorted(
        ((pair, one) for pair, one in joined.items() if one),
        key=lambda thread: (-min(size[pk] for pk in thread[0]), thread[0]),
    )
    several = sorted(found.items(), key=lambda item: (-len(item[1]), -alone[item[0]], item[0]))[: LISTED + 1]
    return Weave(
        several=[
            (one, tuple(sorted(networks, key=lambda pk: (-size[pk], pk))), alone[one]) for one, networks in several
        ],
        threads=_first_of_each(threads)[: LISTED + 1],
        bridging=len(found),
        networks=len({pk for pair in joined for pk in pair}),
    )


def _sizes(reader: Reader) -> dict[int, int]:
    """Network → how many memberships it has: a thread between two large networks is told first."""
    return dict(current_memberships(reader).order_by().values_list("b_id").annotate(count=Count("pk")))


def _first_of_each(threads: Sequence[tuple[Pair, int]]) -> list[tuple[Pair, int]]:
    """The threads, without letting one organisation fill the list: its first three."""
    told: dict[int, int] = defaultdict(int)
    chosen = []
    for thread in threads:
        told[thread[1]] += 1
        if told[thread[1]] <= 3:  # noqa: PLR2004 -- said above
            chosen.append(thread)
    return chosen
