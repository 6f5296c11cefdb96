"""How many organisations each filter value would leave, counted over visible rows; small counts are withheld."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import CharField, Count, F, Func, IntegerField, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from maillage.network.enums import OrganisationKind, PresenceRole, TerritoryKind
from maillage.network.models import Organisation, Presence, Territory, Theme, ThemeLink
from maillage.network.phrases import language_name
from maillage.network.queries.search import Search, Words, memberships, organisations
from maillage.network.queries.version import data_version
from maillage.network.readers import Reader

KEPT_FOR = 60 * 60
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


class Unnest(Func):
    function = "unnest"
    set_returning = True


def overview(reader: Reader, search: Search, words: Words | None) -> Overview:
    """Counted once for readers with the same rights, until anything in the directory changes."""
    key = _key(reader, search)
    kept = cache.get(key)
    if isinstance(kept, Overview):
        return kept
    counted = Overview(
        count=organisations(reader, search, words).count(),
        facets={name: _facet(name, reader, search, words) for name in COUNTERS},
    )
    cache.set(key, counted, KEPT_FOR)
    return counted


def _key(reader: Reader, search: Search) -> str:
    rights = (int(reader.level), sorted(reader.organisations), sorted(reader.keys))
    asked = (search.text, search.kinds, search.territories, search.themes, search.networks, search.languages)
    digest = hashlib.sha256(repr((rights, asked)).encode()).hexdigest()
    return f"overview:{data_version()}:{timezone.localdate()}:{get_language()}:{digest}"


def _facet(name: str, reader: Reader, search: Search, words: Words | None) -> list[Option]:
    """The values of one filter, counted as if it were not yet chosen; for stewards all, for others from a threshold up."""
    chosen = getattr(search, name)
    rows = organisations(reader, search.without(name), words)
    least = 1 if reader.is_steward else settings.COUNT_THRESHOLD
    counts = {value: count for value, count in COUNTERS[name](reader, rows) if count >= least}
    return LABELLERS[name](reader, counts, chosen)


# ── counting ────────────────────────────────────────────────────────────────

Counted = Iterable[tuple[str | int, int]]


def _kinds(reader: Reader, rows: QuerySet[Organisation]) -> Counted:
    return rows.order_by().values_list("kind").annotate(count=Count("pk"))


def _languages(reader: Reader, rows: QuerySet[Organisation]) -> Counted:
    code = Unnest(F("languages"), output_field=CharField())
    return rows.order_by().annotate(code=code).values_list("code").annotate(count=Count("pk"))


def _territories(reader: Reader, rows: QuerySet[Organisation]) -> Counted:
    shown = "members_territory" if reader.is_member else "public_territory"
    places = Presence.objects.visible_to(reader).exclude(role=PresenceRole.FORMER).filter(organisation__in=rows)
    return (
        places.order_by()
        .annotate(unit=Unnest(F(f"{shown}__ancestors"), output_field=IntegerField()))
        .values_list("unit")
        .annotate(count=Count("organisation_id", distinct=True))
    )


def _themes(reader: Reader, rows: QuerySet[Organisation]) -> Counted:
    return (
        ThemeLink.objects.visible_to(reader)
        .filter(organisation__in=rows)
        .order_by()
        .annotate(unit=Unnest(F("theme__ancestors"), output_field=IntegerField()))
        .values_list("unit")
        .annotate(count=Count("organisation_id", distinct=True))
    )


def _networks(reader: Reader, rows: QuerySet[Organisation]) -> Counted:
    ties = memberships(reader).filter(a__in=rows).order_by()
    return ties.values_list("b_id").annotate(count=Count("a_id", distinct=True)).order_by("-count", "b_id")


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


COUNTERS: dict[str, Callable[[Reader, QuerySet[Organisation]], Counted]] = {
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
