"""How many organisations each filter value would leave, counted over visible rows.

What `withholding` keeps back is neither said nor offered, for anybody but stewards:

- kinds are parts of the whole: each organisation has one. Networks of all sorts are counted together on the home page.
- places are parts of the whole, and of one another; those known to be nowhere we may say are a part too.
- themes lie inside one another, but are no parts of a whole: that nobody named a theme says nothing of an organisation.
- languages may be parts of the whole, where each organisation speaks one; several make the subtraction say nothing.
- networks overlap, and to be a member of none of them is no value: for them there is the threshold alone.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, Count, F, Func, Model, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from maillage.network.enums import NETWORK_KINDS, OrganisationKind, PresenceRole, TerritoryKind
from maillage.network.models import Organisation, Presence, Territory, Theme, ThemeLink
from maillage.network.models.vocabulary import TreeNode
from maillage.network.phrases import language_name
from maillage.network.queries.search import Search, Words, memberships, organisations
from maillage.network.queries.version import version
from maillage.network.queries.withholding import withheld
from maillage.network.readers import Reader

KEPT_FOR = 60 * 60
MAY_LAG = 30
NETWORKS_OFFERED = 60
NETWORKS = "networks of all sorts"  # the kinds that are networks, counted together
Counts = dict[str | int, int]
BROAD = (TerritoryKind.WORLD_REGION, TerritoryKind.COUNTRY, TerritoryKind.CONTESTED)


@dataclass(frozen=True)
class Option:
    """One value of a filter: what stands in the address, its words, and the count that may be shown."""

    value: str
    label: str
    count: int | None


@dataclass(frozen=True)
class Overview:
    """The size of a result and the values that would narrow it."""

    count: int
    facets: dict[str, list[Option]]
    rows: str  # the version of the rows they were counted at
    fresh_until: float  # seconds since 1970; once the rows have changed, not shown after that

    def lasts(self, rows: str) -> float:
        """For how many seconds a page that says these counts beside the rows of that version may be kept."""
        return KEPT_FOR if self.rows == rows else max(0, self.fresh_until - time.time())


class Unnest(Func):
    function = "unnest"
    set_returning = True


def overview(reader: Reader, search: Search, words: Words | None) -> Overview:
    """Counted once for readers with the same rights, until anything in the directory changes.

    In a large directory counts may be up to `MAY_LAG` seconds behind the rows, never behind a narrowing of what is shown.
    """
    now, key = version(), _key(reader, search)
    lagging = f"{key}:{now.narrowed}"
    kept = cache.get(f"{key}:{now.rows}") or (cache.get(lagging) if now.is_large else None)
    if isinstance(kept, Overview):
        return kept
    count = organisations(reader, search, words).count()
    counted = Overview(
        count=count,
        facets={name: _facet(name, reader, search, words, count) for name in COUNTERS},
        rows=now.rows,
        fresh_until=time.time() + MAY_LAG,
    )
    cache.set(f"{key}:{now.rows}", counted, KEPT_FOR)
    cache.set(lagging, counted, MAY_LAG)
    return counted


def told_kinds(reader: Reader) -> Counts:
    """Kind → how many organisations the reader may know of it, and `NETWORKS`; without what is not said."""
    return _told("kinds", reader, _kinds(reader, None), None)


def told_territories(reader: Reader, rows: "Found" = None, *, least: int = 0) -> tuple[Counts, Counts]:
    """Territory (id) → how many organisations are inside it, each once: all of them, and those that are said.

    `rows` are the organisations counted, all the reader may know where none are given; `least` a stricter threshold.
    """
    tally = _territories(reader, rows)
    return tally.counts, _told("territories", reader, tally, _all(reader, rows).count(), least=least)


def told_themes(reader: Reader) -> tuple[Counts, Counts]:
    """Theme (id) → how many organisations work on it, each once: all of them, and those that are said."""
    tally = _themes(reader, None)
    return tally.counts, _told("themes", reader, tally, None)


def _key(reader: Reader, search: Search) -> str:
    rights = (int(reader.level), sorted(reader.organisations), sorted(reader.keys))
    asked = (search.text, search.kinds, search.territories, search.themes, search.networks, search.languages)
    digest = hashlib.sha256(repr((rights, asked)).encode()).hexdigest()
    return f"overview:{timezone.localdate()}:{get_language()}:{digest}"


def _facet(name: str, reader: Reader, search: Search, words: Words | None, count: int) -> list[Option]:
    """The values of one filter, counted as if it were not yet chosen. What is chosen is said from the threshold up."""
    rest, chosen = search.without(name), getattr(search, name)
    found = organisations(reader, rest, words)
    shown = told_values(
        name, reader, found if rest.narrows else None, chosen=chosen, total=count if rest == search else None
    )
    return LABELLERS[name](reader, shown, chosen)


def told_values(
    name: str, reader: Reader, rows: "Found", *, chosen: Sequence[str | int], least: int = 0, total: int | None = None
) -> Counts:
    """Value of a filter → how many of `rows` have it: what may be said, and what is `chosen` from the threshold up.

    rows:  the organisations counted, all the reader may know where none are given
    least: a threshold stricter than the instance's
    total: how many they are, where that is known
    """
    tally = COUNTERS[name](reader, rows)
    if name not in PARTS:
        total = None
    elif total is None:
        total = _all(reader, rows).count()
    told, smallest = _told(name, reader, tally, total, least=least), max(least, _least(reader))
    return {v: number for v, number in tally.counts.items() if v in told or (v in chosen and number >= smallest)}


def _told(name: str, reader: Reader, tally: "Tally", total: int | None, *, least: int = 0) -> Counts:
    """What is said of `tally`, in its order. `total` is what is said of the whole, where values are parts of one."""
    numbers, around = tally.counts, tally.around
    if name == "kinds":
        networks = sum(numbers.get(kind, 0) for kind in NETWORK_KINDS)
        numbers, around = {**numbers, NETWORKS: networks}, dict.fromkeys(NETWORK_KINDS, NETWORKS)
        total = sum(tally.counts.values())
    quiet = withheld(numbers, max(least, _least(reader)), around=around, total=total)
    return {value: number for value, number in numbers.items() if value not in quiet}


def _least(reader: Reader) -> int:
    return 1 if reader.is_steward else settings.COUNT_THRESHOLD


# ── counting ────────────────────────────────────────────────────────────────
# `rows` are the organisations found; None when nothing was asked for. Then they need not be looked up: what is stored
# on a row shows it to nobody who may not see its organisation, so that only merged organisations are left out.

Found = QuerySet[Organisation] | None
M = TypeVar("M", bound=Model)
T = TypeVar("T", bound=TreeNode)


@dataclass(frozen=True)
class Tally:
    """Value → how many organisations have it, and value → the value around it, for values of a tree."""

    counts: Counts
    around: Mapping[str | int, str | int | None] = field(default_factory=dict)


def _kinds(reader: Reader, rows: Found) -> Tally:
    counts = _all(reader, rows).values_list("kind").annotate(count=Count("pk"))
    return Tally(dict(counts))


def _languages(reader: Reader, rows: Found) -> Tally:
    code = Unnest(F("languages"), output_field=CharField())
    return Tally(dict(_all(reader, rows).annotate(code=code).values_list("code").annotate(count=Count("pk"))))


def _territories(reader: Reader, rows: Found) -> Tally:
    shown = "members_territory" if reader.is_member else "public_territory"
    places = Presence.objects.visible_to(reader).exclude(role=PresenceRole.FORMER)
    return _tallied(_among(places, "organisation", rows), f"{shown}_id", Territory.objects.all())


def _themes(reader: Reader, rows: Found) -> Tally:
    links = ThemeLink.objects.visible_to(reader)
    return _tallied(_among(links, "organisation", rows), "theme_id", Theme.objects.all())


def _networks(reader: Reader, rows: Found) -> Tally:
    ties = _among(memberships(reader), "a", rows).order_by()
    return Tally(dict(ties.values_list("b_id").annotate(count=Count("a_id", distinct=True)).order_by("-count", "b_id")))


def _all(reader: Reader, rows: Found) -> QuerySet[Organisation]:
    return (Organisation.objects.visible_to(reader) if rows is None else rows).order_by()


def _among(values: QuerySet[M], path: str, rows: Found) -> QuerySet[M]:
    if rows is not None:
        return values.filter(**{f"{path}__in": rows})
    return values.exclude(**{f"{path}__in": Organisation.objects.filter(merged_into__isnull=False)})


def _tallied(values: QuerySet[M], unit: str, tree: QuerySet[T]) -> Tally:
    """Unit → how many organisations have a value in it, each once.

    Organisations with the same units are counted together, and the tree is climbed here: the database would have to
    sort every pair of an organisation and a unit around it.
    """
    try:
        inner, parameters = values.order_by().values_list("organisation_id", unit).query.sql_with_params()
    except EmptyResultSet:
        return Tally({})
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
SELECT units, count(*) FROM (
  SELECT array_agg(unit) AS units FROM ({inner}) AS value(organisation, unit)
  WHERE unit IS NOT NULL GROUP BY organisation) AS one
GROUP BY units""",  # noqa: S608 -- a query of Django's
            parameters,
        )
        groups = cursor.fetchall()
    around = dict(tree.values_list("pk", "ancestors"))
    totals: Counter[str | int] = Counter()
    for units, count in groups:
        for pk in {ancestor for unit_id in units for ancestor in around[unit_id]}:
            totals[pk] += count
    return Tally(dict(totals), {pk: around[pk][-2] if len(around[pk]) > 1 else None for pk in totals})


# ── naming ──────────────────────────────────────────────────────────────────


def _name_kinds(reader: Reader, counts: Counts, chosen: tuple[str, ...]) -> list[Option]:
    return [
        Option(value, str(label), counts.get(value))
        for value, label in OrganisationKind.choices
        if value in counts or value in chosen
    ]


def _name_languages(reader: Reader, counts: Counts, chosen: tuple[str, ...]) -> list[Option]:
    codes = {str(code) for code in counts} | set(chosen)
    return _by_count([Option(code, language_name(code), counts.get(code)) for code in codes])


def _name_territories(reader: Reader, counts: Counts, chosen: tuple[int, ...]) -> list[Option]:
    """Countries and parts of the world, and what lies inside the chosen ones."""
    units = Territory.objects.filter(pk__in={*counts, *chosen}).only("pk", "code", "name", "kind", "parent_id")
    offered = (unit for unit in units if unit.kind in BROAD or unit.parent_id in chosen or unit.pk in chosen)
    return _by_count([Option(unit.code, str(unit), counts.get(unit.pk)) for unit in offered])


def _name_themes(reader: Reader, counts: Counts, chosen: tuple[int, ...]) -> list[Option]:
    themes = Theme.objects.filter(pk__in={*counts, *chosen}).only("pk", "code", "name")
    return _by_count([Option(theme.code, str(theme), counts.get(theme.pk)) for theme in themes])


def _name_networks(reader: Reader, counts: Counts, chosen: tuple[int, ...]) -> list[Option]:
    largest = [*list(counts)[:NETWORKS_OFFERED], *chosen]
    networks = Organisation.objects.visible_to(reader).filter(pk__in=largest).only("pk", "slug", "label")
    return _by_count([Option(network.slug, str(network), counts.get(network.pk)) for network in networks])


def _by_count(options: list[Option]) -> list[Option]:
    return sorted(options, key=lambda option: (-(option.count or 0), option.label))


COUNTERS: dict[str, Callable[[Reader, Found], Tally]] = {
    "kinds": _kinds,
    "territories": _territories,
    "themes": _themes,
    "networks": _networks,
    "languages": _languages,
}
PARTS = ("territories", "languages")  # filters whose values may be parts of the whole, which has to be counted
LABELLERS: dict[str, Callable[[Reader, Counts, Any], list[Option]]] = {
    "kinds": _name_kinds,
    "territories": _name_territories,
    "themes": _name_themes,
    "networks": _name_networks,
    "languages": _name_languages,
}
