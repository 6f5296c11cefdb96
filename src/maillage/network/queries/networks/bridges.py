"""Who bridges networks: organisations that are members of several, and those that alone join two of them.

Two plain measures over today's memberships. "In how many networks" is counted. "The only thread" between two networks is
an organisation that is a member of both when no other is. We compute no score.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
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
    """One query: the database counts, and gives what is listed."""
    return woven(*current_memberships(reader).order_by().values_list("a_id", "b_id").query.sql_with_params())


def woven(inner: str, parameters: Sequence[Any]) -> Weave:
    """From a query for memberships: (member, network)."""
    with connection.cursor() as cursor:
        cursor.execute(_WEAVE.format(inner=inner, listed=LISTED + 1), parameters)
        several, threads, bridging, networks = cursor.fetchone()
    return Weave(
        several=[(one, tuple(theirs), alone) for one, theirs, alone in json.loads(several or "[]")],
        threads=[((first, second), one) for first, second, one in json.loads(threads or "[]")],
        bridging=bridging,
        networks=networks,
    )


# `size`: how many memberships a network has: a thread between two large networks is told first. `joined`: pairs that one
# organisation alone joins. No organisation fills the list of threads: its first three are told.
_WEAVE = """
WITH member(a, b) AS MATERIALIZED ({inner}),
size AS MATERIALIZED (SELECT b, count(*) AS n FROM member GROUP BY b),
several AS MATERIALIZED (
  SELECT a, array_agg(DISTINCT b) AS networks FROM member GROUP BY a HAVING min(b) <> max(b)),
joined AS MATERIALIZED (
  SELECT first, second, min(a) AS a
  FROM several, unnest(networks) AS one(first), unnest(networks) AS two(second) WHERE first < second
  GROUP BY first, second HAVING count(*) = 1),
most AS (
  SELECT several.a, networks, coalesce(n, 0) AS alone
  FROM several LEFT JOIN (SELECT a, count(*) AS n FROM joined GROUP BY a) AS own ON own.a = several.a
  ORDER BY cardinality(networks) DESC, coalesce(n, 0) DESC, several.a LIMIT {listed}),
listed AS (
  SELECT most.a, alone, cardinality(networks) AS many, jsonb_agg(size.b ORDER BY size.n DESC, size.b) AS theirs
  FROM most CROSS JOIN unnest(networks) AS one(b) JOIN size ON size.b = one.b GROUP BY most.a, alone, networks),
thread AS (
  SELECT first, second, joined.a, least(x.n, y.n) AS n,
    row_number() OVER (PARTITION BY joined.a ORDER BY least(x.n, y.n) DESC, first, second) AS turn
  FROM joined JOIN size AS x ON x.b = first JOIN size AS y ON y.b = second),
told AS (SELECT * FROM thread WHERE turn <= 3 ORDER BY n DESC, first, second LIMIT {listed})
SELECT
  (SELECT jsonb_agg(jsonb_build_array(a, theirs, alone) ORDER BY many DESC, alone DESC, a) FROM listed),
  (SELECT jsonb_agg(jsonb_build_array(first, second, a) ORDER BY n DESC, first, second) FROM told),
  (SELECT count(*) FROM several),
  (SELECT count(DISTINCT network) FROM several, unnest(networks) AS one(network))
"""
