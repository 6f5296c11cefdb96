"""How many organisations each filter value would leave, counted over visible rows; small counts are withheld."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, Count, F, Func, Model, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from maillage.network.enums import OrganisationKind, PresenceRole, TerritoryKind
from maillage.network.models import Organisation, Presence, Territory, Theme, ThemeLink
from maillage.network.models.vocabulary import TreeNode
from maillage.network.phrases import language_name
from maillage.network.queries.search import Search, Words, memberships, organisations
from maillage.network.queries.version import version
from maillage.network.readers import Reader

KEPT_FOR = 60 * 60
MAY_LAG = 30
NETWORKS_OFFERED = 60
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
    counted = Overview(
        count=organisations(reader, search, words).count(),
        facets={name: _facet(name, reader, search, words) for name in COUNTERS},
        rows=now.rows,
        fresh_until=time.time() + MAY_LAG,
    )
    cache.set(f"{key}:{now.rows}", counted, KEPT_FOR)
    cache.set(lagging, counted, MAY_LAG)
    return counted


def organisations_by_territory(reader: Reader) -> dict[int, int]:
    """Territory (id) → how many organisations the reader may know inside it, each once; small counts included."""
    return dict(_territories(reader, None))  # type: ignore[arg-type]  # units are ids


def organisations_by_theme(reader: Reader) -> dict[int, int]:
    """Theme (id) → how many organisations the reader may know to work on it, each once; small counts included."""
    return dict(_themes(reader, None))  # type: ignore[arg-type]  # units are ids


def _key(reader: Reader, search: Search) -> str:
    rights = (int(reader.level), sorted(reader.organisations), sorted(reader.keys))
    asked = (search.text, search.kinds, search.territories, search.themes, search.networks, search.languages)
    digest = hashlib.sha256(repr((rights, asked)).encode()).hexdigest()
    return f"overview:{timezone.localdate()}:{get_language()}:{digest}"


def _facet(name: str, reader: Reader, search: Search, words: Words | None) -> list[Option]:
    """The values of one filter, counted as if it were not yet chosen; for stewards all, for others from a threshold up."""
    rest = search.without(name)
    rows = organisations(reader, rest, words) if rest.narrows else None
    least = 1 if reader.is_steward else settings.COUNT_THRESHOLD
    counts = {value: count for value, count in COUNTERS[name](reader, rows) if count >= least}
    return LABELLERS[name](reader, counts, getattr(search, name))


# ── counting ────────────────────────────────────────────────────────────────
# `rows` are the organisations found; None when nothing was asked for. Then they need not be looked up: what is stored
# on a row shows it to nobody who may not see its organisation, so that only merged organisations are left out.

Found = QuerySet[Organisation] | None
Counted = Iterable[tuple[str | int, int]]
M = TypeVar("M", bound=Model)
T = TypeVar("T", bound=TreeNode)


def _kinds(reader: Reader, rows: Found) -> Counted:
    return _all(reader, rows).values_list("kind").annotate(count=Count("pk"))


def _languages(reader: Reader, rows: Found) -> Counted:
    code = Unnest(F("languages"), output_field=CharField())
    return _all(reader, rows).annotate(code=code).values_list("code").annotate(count=Count("pk"))


def _territories(reader: Reader, rows: Found) -> Counted:
    shown = "members_territory" if reader.is_member else "public_territory"
    places = Presence.objects.visible_to(reader).exclude(role=PresenceRole.FORMER)
    return _tallied(_among(places, "organisation", rows), f"{shown}_id", Territory.objects.all())


def _themes(reader: Reader, rows: Found) -> Counted:
    links = ThemeLink.objects.visible_to(reader)
    return _tallied(_among(links, "organisation", rows), "theme_id", Theme.objects.all())


def _networks(reader: Reader, rows: Found) -> Counted:
    ties = _among(memberships(reader), "a", rows).order_by()
    return ties.values_list("b_id").annotate(count=Count("a_id", distinct=True)).order_by("-count", "b_id")


def _all(reader: Reader, rows: Found) -> QuerySet[Organisation]:
    return (Organisation.objects.visible_to(reader) if rows is None else rows).order_by()


def _among(values: QuerySet[M], path: str, rows: Found) -> QuerySet[M]:
    if rows is not None:
        return values.filter(**{f"{path}__in": rows})
    return values.exclude(**{f"{path}__in": Organisation.objects.filter(merged_into__isnull=False)})


def _tallied(values: QuerySet[M], unit: str, tree: QuerySet[T]) -> Counted:
    """Unit → how many organisations have a value in it, each once.

    Organisations with the same units are counted together, and the tree is climbed here: the database would have to
    sort every pair of an organisation and a unit around it.
    """
    try:
        inner, parameters = values.order_by().values_list("organisation_id", unit).query.sql_with_params()
    except EmptyResultSet:
        return []
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
    return totals.items()


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


COUNTERS: dict[str, Callable[[Reader, Found], Counted]] = {
    "kinds": _kinds,
    "territories": _territories,
    "themes": _themes,
    "networks": _networks,
    "languages": _languages,
}
LABELLERS: dict[str, Callable[[Reader, Counts, Any], list[Option]]] = {
    "kinds": _name_kinds,
    "territories": _name_territories,
    "themes": _name_themes,
    "networks": _name_networks,
    "languages": _name_languages,
}
