"""Who bridges networks: organisations that are members of several, and those that alone join two of them.

Two plain measures over today's memberships. "In how many networks" is counted. "The only thread" between two networks is
an organisation that is a member of both when no other is. We compute no score.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations, groupby, islice

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.core.cache import cache
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
    """One query; the rest is counted here."""
    ties = current_memberships(reader).order_by().values("b_id").annotate(members=ArrayAgg("a_id"))
    return woven({network: list(theirs) for network, theirs in ties.values_list("b_id", "members")})


def woven(members: dict[int, list[int]]) -> Weave:
    """From network → its members (ids): the networks of those that have several, and what each shares with others."""
    size = {network: len(theirs) for network, theirs in members.items()}  # a second tie to a network counts again
    found = _of_several(members)
    shared = _shared(members, found)
    chosen = _of_most(found, shared)
    return Weave(
        several=[(one, tuple(sorted(found[one], key=lambda pk: (-size[pk], pk))), alone) for one, alone in chosen],
        threads=list(islice(_few_of_each(_threads(size, shared, found)), LISTED + 1)),
        bridging=len(found),
        networks=len(shared),
    )


def _of_several(members: dict[int, list[int]]) -> dict[int, list[int]]:
    """Organisation → its networks, in the order of ids, where these are several."""
    once = {network: set(theirs) for network, theirs in members.items()}
    often = {one for one, many in Counter(chain.from_iterable(once.values())).items() if many > 1}
    found: dict[int, list[int]] = {one: [] for one in often}
    for network in sorted(once):
        for one in once[network] & often:
            found[one].append(network)
    return found


def _shared(members: dict[int, list[int]], found: dict[int, list[int]]) -> dict[int, Counter[int]]:
    """Network → each network → how many members both have. Numbers are counted in C; pairs as keys would be slow."""
    bridging = {network: found.keys() & theirs for network, theirs in members.items()}
    return {
        network: Counter(chain.from_iterable(found[one] for one in ours)) for network, ours in bridging.items() if ours
    }


def _of_most(found: dict[int, list[int]], shared: dict[int, Counter[int]]) -> list[tuple[int, int]]:
    """Those in most networks, and how many pairs of these each alone joins; one more than is listed."""
    lengths = sorted((len(networks) for networks in found.values()), reverse=True)[: LISTED + 1]
    ranked = [
        (len(networks), sum(shared[a][b] == 1 for a, b in combinations(networks, 2)), one)
        for one, networks in found.items()
        if len(networks) >= lengths[-1]
    ]
    ranked.sort(key=lambda row: (-row[0], -row[1], row[2]))
    return [(one, alone) for _many, alone, one in ranked[: LISTED + 1]]


def _threads(
    size: dict[int, int], shared: dict[int, Counter[int]], found: dict[int, list[int]]
) -> Iterator[tuple[Pair, int]]:
    """Pairs of networks with the one organisation in both, those between large networks first."""
    members: dict[int, set[int]] = defaultdict(set)
    for one, networks in found.items():
        for network in networks:
            members[network].add(one)
    ranked = sorted(shared, key=lambda network: -size[network])
    for many, alike in groupby(ranked, key=lambda network: size[network]):
        pairs = {
            (min(ours, other), max(ours, other))
            for ours in alike
            for other, both in shared[ours].items()
            if both == 1 and other != ours and size[other] >= many
        }
        for pair in sorted(pairs):
            yield pair, next(iter(members[pair[0]] & members[pair[1]]))


def _few_of_each(threads: Iterable[tuple[Pair, int]]) -> Iterator[tuple[Pair, int]]:
    """The threads, without letting one organisation fill the list: its first three."""
    told: Counter[int] = Counter()
    for thread in threads:
        told[thread[1]] += 1
        if told[thread[1]] <= 3:  # noqa: PLR2004 -- said above
            yield thread
