"""What a reader may know of one organisation: everything its page and its files say."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.conf import settings
from django.db.models import Case, Count, IntegerField, Prefetch, QuerySet, When
from django.utils import timezone
from django.utils.translation import get_language

from maillage.network.enums import Measure, NameKind, PresenceRole, TieRoleKind, TieState
from maillage.network.hooks import record_sheets
from maillage.network.models import (
    Body,
    Claim,
    ContactPoint,
    Description,
    Identifier,
    Logo,
    OldAddress,
    Organisation,
    OrganisationName,
    Presence,
    Source,
    ThemeLink,
    Tie,
    TieRole,
)
from maillage.network.outputs import Words, of_records, offered
from maillage.network.queries.directory import name_places
from maillage.network.queries.search import memberships
from maillage.network.queries.ties import Entry, entries_of
from maillage.network.readers import Reader

L = TypeVar("L", OrganisationName, Description)
MEMBERS_LISTED = 30
TIES_LISTED = 300
PARTNERSHIPS = ("partner_of", "partner")


@dataclass(frozen=True)
class Found:
    """A record, and whether its address has changed since the one asked for."""

    organisation: Organisation
    has_moved: bool = False


def organisation_at(reader: Reader, slug: str) -> Found | None:
    """The record at an address, present or former; None whether it does not exist or the reader may not see it."""
    visible = Organisation.objects.visible_to(reader)
    here = visible.filter(slug=slug).first()
    if here is not None:
        return Found(here)
    old = OldAddress.objects.filter(slug=slug).values_list("organisation_id", flat=True).first()
    start = old or Organisation.objects.filter(slug=slug).values_list("merged_into_id", flat=True).first()
    moved = visible.filter(pk=_kept(start)).first() if start else None
    return Found(moved, has_moved=True) if moved else None


def _kept(pk: int) -> int:
    """Where a chain of merges ends."""
    seen: set[int] = set()
    while pk not in seen:
        seen.add(pk)
        pk = Organisation.objects.filter(pk=pk).values_list("merged_into_id", flat=True).first() or pk
    return pk


class Record:
    """One organisation as `reader` may know it. Each part is read when first asked for, once."""

    def __init__(self, organisation: Organisation, reader: Reader) -> None:
        self.organisation = organisation
        self.reader = reader

    @cached_property
    def names(self) -> list[OrganisationName]:
        names = OrganisationName.objects.visible_to(self.reader).filter(organisation=self.organisation)
        return list(names.order_by("-is_preferred", "pk"))

    def names_of(self, *kinds: NameKind) -> list[OrganisationName]:
        """Names of these kinds that are not the title already."""
        here = get_language()
        title = (self.organisation.label_in(here), self.organisation.label_language(here))
        return [name for name in self.names if name.kind in kinds and (name.text, name.language) != title]

    @cached_property
    def full_name(self) -> OrganisationName | None:
        """The official name in the page's language or the nearest, when the title is another."""
        title = self.organisation.label_in(get_language())
        official = [name for name in self.names if name.kind == NameKind.OFFICIAL and name.text != title]
        return nearest(official)

    @cached_property
    def other_names(self) -> list[OrganisationName]:
        kinds = (NameKind.OFFICIAL, NameKind.SHORT, NameKind.ACRONYM, NameKind.ALIAS)
        return [name for name in self.names_of(*kinds) if name != self.full_name]

    @cached_property
    def former_names(self) -> list[OrganisationName]:
        return self.names_of(NameKind.FORMER)

    @cached_property
    def descriptions(self) -> list[Description]:
        return list(Description.objects.visible_to(self.reader).filter(organisation=self.organisation).order_by("pk"))

    @cached_property
    def description(self) -> Description | None:
        return nearest(self.descriptions)

    @cached_property
    def other_descriptions(self) -> list[Description]:
        return [text for text in self.descriptions if text != self.description]

    @cached_property
    def places(self) -> list[Presence]:
        rows = Presence.objects.visible_to(self.reader).filter(organisation=self.organisation)
        self.organisation.shown_places = sorted(  # type: ignore[attr-defined]
            rows.order_by("pk"), key=lambda place: list(PresenceRole).index(PresenceRole(place.role))
        )
        name_places([self.organisation])
        return self.organisation.shown_places  # type: ignore[attr-defined, no-any-return]

    @cached_property
    def contacts(self) -> list[ContactPoint]:
        return list(ContactPoint.objects.visible_to(self.reader).filter(organisation=self.organisation).order_by("pk"))

    @cached_property
    def identifiers(self) -> list[Identifier]:
        return list(Identifier.objects.visible_to(self.reader).filter(organisation=self.organisation).order_by("pk"))

    @cached_property
    def themes(self) -> list[ThemeLink]:
        links = ThemeLink.objects.visible_to(self.reader).filter(organisation=self.organisation)
        return list(links.select_related("theme").order_by("theme__code"))

    @cached_property
    def bodies(self) -> list[Body]:
        return list(Body.objects.visible_to(self.reader).filter(organisation=self.organisation).order_by("kind", "pk"))

    @cached_property
    def logo(self) -> Logo | None:
        return Logo.objects.visible_to(self.reader).filter(organisation=self.organisation).defer("image").first()

    @property
    def outputs(self) -> list[tuple[Words, str, Words]]:
        """What other apps make of this record."""
        return offered(of_records, self.organisation)

    @property
    def sheets(self) -> list[tuple[str, Mapping[str, object]]]:
        """What other apps add to the page."""
        offered = ((sheet.template, sheet.about(self.organisation, self.reader)) for _name, sheet in record_sheets)
        return [(template, about) for template, about in offered if about is not None]

    # ── ties ────────────────────────────────────────────────────────────────

    def _ties(self, rows: QuerySet[Tie]) -> QuerySet[Tie]:
        """Ties with both ends, type, source and visible roles; both ends are known to the reader."""
        known = Organisation.objects.visible_to(self.reader)
        roles = TieRole.objects.visible_to(self.reader).select_related("body").order_by("pk")
        return (
            rows.exclude(state=TieState.WITHDRAWN)
            .filter(a__in=known, b__in=known)
            .select_related("a", "b", "type", "source")
            .prefetch_related(Prefetch("roles", roles, to_attr="shown_roles"))
        )

    @cached_property
    def belongs_to(self) -> list[Entry]:
        """Networks it is or was a member of."""
        rows = Tie.objects.visible_to(self.reader).filter(a=self.organisation, type__is_membership=True)
        return entries_of(
            self.organisation, self._ties(rows).order_by("b__sort_key", "b_id", "during", "pk")[:TIES_LISTED]
        )

    @cached_property
    def other_ties(self) -> list[Entry]:
        rows = Tie.objects.visible_to(self.reader).of(self.organisation).filter(type__is_membership=False)
        ties = self._ties(rows).order_by("type__position", "type__code", "pk")[:TIES_LISTED]
        return entries_of(self.organisation, ties)

    @cached_property
    def members(self) -> list[Entry]:
        """The first members, in order of name: those of today, and those of the past after them."""
        rows = Tie.objects.visible_to(self.reader).filter(b=self.organisation, type__is_membership=True)
        is_past = Case(When(during__contains=timezone.localdate(), then=0), default=1, output_field=IntegerField())
        ties = self._ties(rows).order_by(is_past, "a__sort_key", "a_id", "during", "pk")
        return entries_of(self.organisation, ties[: MEMBERS_LISTED * 2])[:MEMBERS_LISTED]

    @cached_property
    def member_count(self) -> int:
        return self._members_known.values("a_id").distinct().count()

    @property
    def _members_known(self) -> QuerySet[Tie]:
        known = Organisation.objects.visible_to(self.reader)
        return memberships(self.reader).filter(b=self.organisation, a__in=known).order_by()

    # ── figures ─────────────────────────────────────────────────────────────

    @cached_property
    def figures(self) -> list["Figure"]:
        """What is claimed, each beside what is known here; counts too small to tell are left out."""
        claims = Claim.objects.visible_to(self.reader).filter(organisation=self.organisation).select_related("source")
        listed = sorted(claims, key=lambda claim: (list(Measure).index(Measure(claim.measure)), claim.pk))
        known = {measure: self._known(measure) for measure in {claim.measure for claim in listed}}
        first = {claim.measure: claim.pk for claim in reversed(listed)}
        return [Figure(claim, known[claim.measure] if first[claim.measure] == claim.pk else None) for claim in listed]

    @property
    def has_contradictions(self) -> bool:
        """Whether two claims of one measure, of the same thing, differ."""
        said: dict[tuple[str, str], set[tuple[str, int | None]]] = defaultdict(set)
        for figure in self.figures:
            claim = figure.claim
            said[claim.measure, str(claim.scope)].add((claim.qualifier, claim.value))
        return any(len(values) > 1 for values in said.values())

    def _known(self, measure: str) -> int | None:
        counted = {
            Measure.MEMBERS: lambda: self.member_count,
            Measure.FOUNDERS: self._founder_count,
            Measure.PARTNERS: self._partner_count,
        }.get(Measure(measure))
        count = counted() if counted else None
        least = 1 if self.reader.is_steward else settings.COUNT_THRESHOLD
        return count if count is not None and count >= least else None

    def _founder_count(self) -> int:
        roles = TieRole.objects.visible_to(self.reader).filter(
            tie__in=Tie.objects.visible_to(self.reader).standing().filter(b=self.organisation), role=TieRoleKind.FOUNDER
        )
        return roles.aggregate(count=Count("tie__a_id", distinct=True))["count"]  # type: ignore[no-any-return]

    def _partner_count(self) -> int:
        ties = Tie.objects.visible_to(self.reader).standing().current().of(self.organisation)
        ends = ties.filter(type__code__in=PARTNERSHIPS).values_list("a_id", "b_id")
        return len({pk for pair in ends for pk in pair} - {self.organisation.pk})

    @cached_property
    def sources(self) -> list[Source]:
        """Where what stands on this page is known from."""
        cited = [figure.claim.source for figure in self.figures]
        for entry in (*self.belongs_to, *self.members, *self.other_ties):
            cited += [tie.source for tie in entry.ties if tie.source]
        return list({source.pk: source for source in cited}.values())


@dataclass(frozen=True)
class Figure:
    claim: Claim
    known: int | None


def nearest(rows: Sequence[L]) -> L | None:
    """The row in the page's language, else the instance's, else without language, else the first."""
    for language in (get_language(), settings.LANGUAGE_CODE, ""):
        for row in rows:
            if row.language == language:
                return row
    return rows[0] if rows else None
