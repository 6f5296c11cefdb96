"""What people with a mandate see of their own organisation, and what waits for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from maillage.kit.text import fold
from maillage.network.enums import MandateRole
from maillage.network.models import (
    Body,
    ChangeProposal,
    Circle,
    Claim,
    ContactPoint,
    Description,
    Disclosable,
    Identifier,
    Invitation,
    Logo,
    Mandate,
    Organisation,
    OrganisationName,
    Presence,
    Territory,
    ThemeLink,
)
from maillage.network.readers import Reader

RESULTS = 30


@dataclass
class Membership:
    """One organisation I act for, and as what."""

    organisation: Organisation
    mandates: list[Mandate] = field(default_factory=list)


def memberships_of(reader: Reader) -> list[Membership]:
    """The organisations this reader acts for today, by name, each with the reader's mandates."""
    mandates = (
        Mandate.objects.current()
        .filter(person=reader.person, organisation__in=reader.organisations)
        .select_related("organisation")
        .order_by("organisation__sort_key", "organisation_id", "role")
    )
    found: dict[int, Membership] = {}
    for mandate in mandates:
        found.setdefault(mandate.organisation_id, Membership(mandate.organisation)).mandates.append(mandate)
    return list(found.values())


def organisation_of(reader: Reader, slug: str) -> Organisation:
    """The record at this address, or one it had before. Raises Organisation.DoesNotExist when it is not theirs."""
    ours = Organisation.objects.visible_to(reader)
    if not reader.is_steward:
        ours = ours.filter(pk__in=reader.organisations)
    found = ours.filter(Q(slug=slug) | Q(old_addresses__slug=slug)).distinct().first()
    if found is None:
        raise Organisation.DoesNotExist
    return found


# ── the record ──────────────────────────────────────────────────────────────

KINDS: dict[str, tuple[type[Disclosable], tuple[str, ...], tuple[str, ...]]] = {
    "names": (OrganisationName, (), ("-is_preferred", "kind", "language", "pk")),
    "descriptions": (Description, (), ("language",)),
    "themes": (ThemeLink, ("theme",), ("pk",)),
    "places": (Presence, ("exact__territory",), ("role", "pk")),
    "contacts": (ContactPoint, (), ("kind", "pk")),
    "identifiers": (Identifier, (), ("scheme", "pk")),
    "figures": (Claim, ("source",), ("measure", "-as_of", "pk")),
    "bodies": (Body, (), ("kind", "pk")),
    "logo": (Logo, (), ("pk",)),
}


def rows_of_kind(kind: str, organisation: Organisation, reader: Reader) -> QuerySet[Any]:
    """The rows of one kind of this record that `reader` may read."""
    model, related, order = KINDS[kind]
    rows = model.objects.visible_to(reader).filter(organisation=organisation)  # type: ignore[attr-defined]
    rows = rows.defer("image") if model is Logo else rows
    return rows.select_related("circle", *related).order_by(*order)  # type: ignore[no-any-return]


def record_of(organisation: Organisation, reader: Reader) -> dict[str, list[Any]]:
    """Kind → rows, in the order of the page; one query per kind."""
    return {kind: list(rows_of_kind(kind, organisation, reader)) for kind in KINDS}


def circles_for(reader: Reader, rows: Iterable[Disclosable] = ()) -> list[Circle]:
    """The circles this person may name as an audience: their own, and those these rows name already."""
    circles = Circle.objects.all()
    if not reader.is_steward:
        used = {row.circle_id for row in rows if row.circle_id}
        circles = circles.filter(pk__in=reader.keys | used)
    return sorted(circles, key=lambda circle: str(circle).casefold())


def open_proposals(organisation: Organisation, reader: Reader) -> QuerySet[ChangeProposal]:
    return (
        ChangeProposal.objects.visible_to(reader).open().filter(organisation=organisation).order_by("proposed_at", "pk")
    )


# ── choosing ────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Place:
    """A territory with the names of what it lies in, the nearest first."""

    territory: Territory
    around: list[str]


def search_territories(words: str) -> list[Place]:
    """Territories with a name, in any language, that contains these words; the shortest names first."""
    wanted = fold(words)
    if not wanted:
        return []
    units = {unit.pk: unit for unit in Territory.objects.all()}
    matches: list[tuple[bool, int, int, Territory]] = []
    for unit in units.values():
        names = [fold(name) for name in _in_every_language(unit.name) if wanted in fold(name)]
        if names:
            best = min(names, key=len)
            matches.append((not best.startswith(wanted), len(best), unit.pk, unit))
    found = [unit for *_rank, unit in sorted(matches)[:RESULTS]]
    return [Place(unit, [str(units[pk]) for pk in reversed(unit.ancestors[:-1])]) for unit in found]


def _in_every_language(words: Any) -> list[str]:
    data = words.data
    return [text for text in data.values() if text] if isinstance(data, dict) else [str(data or "")]


def search_organisations(reader: Reader, words: str, *, other_than: Organisation) -> list[Organisation]:
    """Organisations that `reader` may see, by a name that `reader` may see."""
    wanted = fold(words)
    if not wanted:
        return []
    named = OrganisationName.objects.visible_to(reader).filter(folded__contains=wanted)
    starts = named.filter(folded__startswith=wanted)
    rank = Case(
        When(pk__in=starts.values("organisation_id"), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found = (
        Organisation.objects.visible_to(reader)
        .filter(pk__in=named.values("organisation_id"))
        .exclude(pk=other_than.pk)
        .annotate(rank=rank)
        .order_by("rank", "sort_key", "pk")
    )
    return list(found[:RESULTS])


# ── people ──────────────────────────────────────────────────────────────────


def mandates_of(organisation: Organisation, reader: Reader) -> QuerySet[Mandate]:
    """Those who act for it now, then those to come; ended ones are in `past_mandates_of`."""
    return (
        Mandate.objects.visible_to(reader)
        .filter(organisation=organisation, revoked_at=None)
        .filter(Q(until=None) | Q(until__gte=timezone.localdate()))
        .select_related("person", "granted_by")
        .order_by("role", "since", "pk")
    )


def past_mandates_of(organisation: Organisation, reader: Reader) -> QuerySet[Mandate]:
    return (
        Mandate.objects.visible_to(reader)
        .filter(Q(revoked_at__isnull=False) | Q(until__lt=timezone.localdate()), organisation=organisation)
        .select_related("person")
        .order_by("-since", "pk")[:RESULTS]
    )


def invitations_of(organisation: Organisation, reader: Reader) -> QuerySet[Invitation]:
    return (
        Invitation.objects.visible_to(reader)
        .open()
        .filter(organisation=organisation)
        .select_related("invited_by")
        .order_by("invited_at", "pk")
    )


def invitations_sent(reader: Reader) -> QuerySet[Invitation]:
    """Open invitations to the organisations this reader coordinates."""
    ours = Invitation.objects.open().filter(organisation__in=reader.coordinates)
    return ours.select_related("organisation").order_by("expires_at", "pk")


def is_last_coordinator(mandate: Mandate) -> bool:
    others = Mandate.objects.current().filter(organisation=mandate.organisation_id, role=MandateRole.COORDINATOR)
    return mandate.role == MandateRole.COORDINATOR and not others.exclude(pk=mandate.pk).exists()


def open_invitation(token_hash: str) -> Invitation | None:
    return (
        Invitation.objects.open()
        .filter(token_hash=token_hash, organisation__merged_into=None)
        .select_related("organisation", "invited_by")
        .first()
    )
