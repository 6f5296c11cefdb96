"""Working out what may be disclosed, and writing it on every row the read gate compares.

`refresh` is called, inside the same transaction, by every action that changes a value, an audience, a consent, a policy
or a hide. It is idempotent: running it again changes nothing.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model, QuerySet

from maillage.kit.text import fold
from maillage.network.enums import TERRITORY_PRECISION, Audience, FieldGroup, NameKind, Precision, TerritoryKind
from maillage.network.models import (
    Body,
    Claim,
    Consent,
    ContactPoint,
    Description,
    DisclosurePolicy,
    EmergencyHide,
    ExactPlace,
    Identifier,
    Logo,
    Organisation,
    OrganisationName,
    Presence,
    Territory,
    ThemeLink,
    Tie,
)
from maillage.network.readers import MEMBERSHIP
from maillage.network.sql import TIE_ROLE_SQL, TIE_SQL, facet_sql

BATCH = 2000
FACETS: dict[FieldGroup, tuple[type[Model], ...]] = {
    FieldGroup.EVERYTHING: (OrganisationName, Identifier, Logo),
    FieldGroup.PLACES: (Presence,),
    FieldGroup.CONTACTS: (ContactPoint,),
    FieldGroup.TEXTS: (Description, ThemeLink, Claim),
    FieldGroup.TIES: (Body,),
}
TITLE_ORDER = (NameKind.SHORT, NameKind.OFFICIAL, NameKind.ACRONYM, NameKind.ALIAS)


@dataclass(frozen=True)
class Cap:
    """The widest audience allowed: a level and, at the level of circles, every key a reader must hold."""

    level: int = Audience.PUBLIC
    keys: frozenset[int] = frozenset()

    def with_at_most(self, level: int, circle_id: int | None = None) -> "Cap":
        """The strictest of this cap and another."""
        keys = set(self.keys) | ({circle_id} if circle_id is not None else set())
        keys |= {MEMBERSHIP} if Audience.MEMBERS in {self.level, level} else set()
        strictest = max(self.level, level)
        return Cap(strictest, frozenset(keys) if strictest == Audience.CIRCLE else frozenset())


@dataclass
class Caps:
    """What one organisation may disclose, by field group, and how exactly its places."""

    groups: dict[str, Cap] = field(default_factory=lambda: {group: Cap() for group in FieldGroup})
    precision: int = Precision.EXACT

    def narrow(
        self, covers: str, level: int, *, circle_id: int | None = None, precision: int = Precision.EXACT
    ) -> None:
        groups: Iterable[str] = FieldGroup if covers == FieldGroup.EVERYTHING else (covers,)
        for group in groups:
            self.groups[group] = self.groups[group].with_at_most(level, circle_id)
        if covers in {FieldGroup.EVERYTHING, FieldGroup.PLACES}:
            self.precision = max(self.precision, precision)

    @property
    def existence(self) -> Cap:
        return self.groups[FieldGroup.EVERYTHING]


def refresh(organisations: Iterable[int]) -> None:
    """Write what may be disclosed of these organisations (ids) on their rows and on their ties."""
    ids = sorted(set(organisations))
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            _refresh_batch(ids[start : start + BATCH])


def refresh_all() -> None:
    refresh(Organisation.objects.values_list("pk", flat=True))


def _refresh_batch(ids: list[int]) -> None:
    caps = _caps_of(ids)
    _write_places(ids, caps)
    with connection.cursor() as cursor:
        for group, models in FACETS.items():
            rows = json.dumps(
                [
                    {"id": pk, "level": c.groups[group].level, "keys": sorted(c.groups[group].keys)}
                    for pk, c in caps.items()
                ]
            )
            for model in models:
                cursor.execute(facet_sql(model._meta.db_table), {"caps": rows})
        _write_organisations(ids, caps)
        cursor.execute(TIE_SQL, {"ids": ids})
        cursor.execute(TIE_ROLE_SQL, {"ids": ids})


# ── what narrows ────────────────────────────────────────────────────────────


def _caps_of(ids: list[int]) -> dict[int, Caps]:
    caps = {pk: Caps() for pk in ids}
    consents = consents_of(ids)
    for pk, audience, circle_id in Organisation.objects.filter(pk__in=ids).values_list("pk", "audience", "circle_id"):
        caps[pk].narrow(FieldGroup.EVERYTHING, audience, circle_id=circle_id)
        for covers, consent in consents[pk].items():
            caps[pk].narrow(covers, consent.audience, precision=consent.precision)
    for policy in DisclosurePolicy.objects.in_force():
        for pk in touched_by(policy, among=caps):
            if policy.needs_consent and not consents[pk].keys() & {policy.covers, FieldGroup.EVERYTHING}:
                caps[pk].narrow(policy.covers, Audience.STEWARDS, precision=Precision.COUNTRY)
            else:
                caps[pk].narrow(policy.covers, policy.audience, precision=policy.precision)
    for hide in EmergencyHide.objects.in_force():
        for pk in touched_by(hide, among=caps):
            caps[pk].narrow(FieldGroup.EVERYTHING, Audience.STEWARDS, precision=Precision.EXACT)
    return caps


def consents_of(ids: list[int]) -> dict[int, dict[str, Consent]]:
    """The last consent of each organisation for each group. One that ended leaves stewards only, not silence."""
    last: dict[int, dict[str, Consent]] = defaultdict(dict)
    in_force = set(Consent.objects.in_force().filter(organisation__in=ids).values_list("pk", flat=True))
    for consent in Consent.objects.filter(organisation__in=ids).order_by("given_at", "pk"):
        if consent.pk not in in_force:
            consent.audience, consent.precision = Audience.STEWARDS, Precision.COUNTRY
        last[consent.organisation_id][consent.covers] = consent
    return last


def touched_by(scoped: DisclosurePolicy | EmergencyHide, *, among: Collection[int] | None = None) -> list[int]:
    """Ids of the organisations a policy or a hide bears on, today: of all, or of those `among`."""
    if scoped.organisation_id:
        return [pk for pk in [scoped.organisation_id] if among is None or pk in among]
    path, found = _found_by(scoped)
    if among is not None:
        found = found.filter(**{f"{path}__in": list(among)})
    touched = set(found.values_list(path, flat=True))
    if scoped.network_id and (among is None or scoped.network_id in among):
        touched.add(scoped.network_id)
    return sorted(touched)


def _found_by(scoped: DisclosurePolicy | EmergencyHide) -> tuple[str, QuerySet[Any]]:
    """The rows that put organisations under a territory, a theme or a network, whatever is shown of them, and the path to each."""
    if scoped.territory_id:
        return "presence__organisation_id", ExactPlace.objects.filter(
            territory__ancestors__contains=[scoped.territory_id]
        )
    if scoped.theme_id:
        return "organisation_id", ThemeLink.objects.filter(theme__ancestors__contains=[scoped.theme_id])
    ties = Tie.objects.counted().memberships().filter(b=scoped.network_id)
    # for hides, past memberships too: whoever ends one must not lift a hide
    return "a_id", ties if isinstance(scoped, EmergencyHide) else ties.current()


# ── what is written ─────────────────────────────────────────────────────────


def _write_places(ids: list[int], caps: dict[int, Caps]) -> None:
    places = list(ExactPlace.objects.filter(presence__organisation__in=ids).select_related("presence"))
    trees = Territory.objects.filter(pk__in={exact.territory_id for exact in places})
    units = Territory.objects.in_bulk(
        {pk for ancestors in trees.values_list("ancestors", flat=True) for pk in ancestors}
    )
    changed = []
    for exact in places:
        presence = exact.presence
        cap = caps[presence.organisation_id].precision
        before = [getattr(presence, name) for name in _PLACE_FIELDS]
        _show(presence, "public", exact, max(cap, presence.precision_public), units)
        _show(presence, "members", exact, max(cap, presence.precision_members), units)
        if before != [getattr(presence, name) for name in _PLACE_FIELDS]:
            changed.append(presence)
    _update(Presence, changed, _PLACE_FIELDS)


_PLACE_FIELDS = [
    f"{level}_{name}" for level in ("public", "members") for name in ("territory_id", "latitude", "longitude")
]


def _show(presence: Presence, level: str, exact: ExactPlace, precision: int, units: dict[int, Territory]) -> None:
    """Store the unit and point that `level` may know: the point of the unit, never a point near the true one."""
    unit = reduce(units[exact.territory_id], precision, units)
    point: tuple[float | None, float | None] = (unit.latitude, unit.longitude) if unit else (None, None)
    if precision == Precision.EXACT and exact.latitude is not None:
        point = (exact.latitude, exact.longitude)
    setattr(presence, f"{level}_territory_id", unit.pk if unit else None)
    setattr(presence, f"{level}_latitude", point[0])
    setattr(presence, f"{level}_longitude", point[1])


def reduce(unit: Territory, precision: int, units: dict[int, Territory]) -> Territory | None:
    """The smallest unit around `unit` that is no finer than `precision`; None when nothing may be shown."""
    if precision >= Precision.NONE:
        return None
    for ancestor in reversed(unit.ancestors):
        if TERRITORY_PRECISION[TerritoryKind(units[ancestor].kind)] >= precision:
            return units[ancestor]
    return None


def _write_organisations(ids: list[int], caps: dict[int, Caps]) -> None:
    changed = []
    for organisation in Organisation.objects.filter(pk__in=ids).prefetch_related("names"):
        before = [getattr(organisation, name) for name in _ORGANISATION_FIELDS]
        cap, ties = caps[organisation.pk].existence, caps[organisation.pk].groups[FieldGroup.TIES]
        organisation.shown_to, organisation.shown_circles = cap.level, sorted(cap.keys)
        organisation.ties_shown_to, organisation.ties_shown_circles = ties.level, sorted(ties.keys)
        organisation.label = label_of(organisation)
        organisation.sort_key = (
            fold(organisation.label_in(settings.LANGUAGE_CODE)) if organisation.label else "\U0010ffff"
        )
        if before != [getattr(organisation, name) for name in _ORGANISATION_FIELDS]:
            changed.append(organisation)
    _update(Organisation, changed, _ORGANISATION_FIELDS)


_ORGANISATION_FIELDS = ["shown_to", "shown_circles", "ties_shown_to", "ties_shown_circles", "label", "sort_key"]


def _update(model: type[Model], rows: Sequence[Model], names: list[str]) -> None:
    """Write these fields of these rows in one statement: `bulk_update` spends most of a large refresh building its SQL."""
    if not rows:
        return
    table, key = model._meta.db_table, model._meta.pk
    fields = {field.attname: field for field in model._meta.concrete_fields}
    columns = [key, *(fields[name] for name in names)]
    typed = ", ".join(f"{field.column} {field.db_type(connection)}" for field in columns if field is not key)
    values = [{field.column: getattr(row, field.attname) for field in columns} for row in rows]
    assigned = ", ".join(f"{fields[name].column} = new.{fields[name].column}" for name in names)
    sql = f"""UPDATE {table} AS row SET {assigned}
FROM jsonb_to_recordset(%s::jsonb) AS new({key.column} bigint, {typed}) WHERE row.{key.column} = new.{key.column}"""  # noqa: S608 -- names of our own columns
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(values)])


def is_shared(name: OrganisationName, organisation: Organisation) -> bool:
    """Whether everyone who may see the organisation may see this name of it."""
    return name.shown_to <= organisation.shown_to and set(name.shown_circles) <= set(organisation.shown_circles)


def label_of(organisation: Organisation) -> dict[str, str]:
    """Language → title."""
    return {language: name.text for language, name in titles_of(organisation).items()}


def titles_of(organisation: Organisation) -> dict[str, OrganisationName]:
    """Language → the name that is the title. Names are prefetched; those count that all who may see the record may see.

    Preferred names alone make the title when there are any: an acronym known in every language stands for all.
    """
    shared = [
        name for name in organisation.names.all() if is_shared(name, organisation) and name.kind != NameKind.FORMER
    ]
    chosen = [name for name in shared if name.is_preferred] or shared
    chosen.sort(key=lambda name: (TITLE_ORDER.index(NameKind(name.kind)), name.pk))
    titles: dict[str, OrganisationName] = {}
    for name in chosen:
        titles.setdefault(name.language, name)
    return titles


def narrowing(organisation: Organisation) -> list[Consent | DisclosurePolicy | EmergencyHide]:
    """What narrows this record beyond its own choices, today: to be told to its people."""
    ids = [organisation.pk]
    consents = consents_of(ids)[organisation.pk].values()
    policies = [policy for policy in DisclosurePolicy.objects.in_force() if touched_by(policy, among=ids)]
    hides = [hide for hide in EmergencyHide.objects.in_force() if touched_by(hide, among=ids)]
    return [*consents, *policies, *hides]
