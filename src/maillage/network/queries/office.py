"""What the stewards' screens need to know."""

from typing import Any

from django.db.models import Q, QuerySet

from maillage.accounts.models import Person
from maillage.kit.text import fold
from maillage.network.enums import Audience, TieState
from maillage.network.models import (
    ChangeProposal,
    EmergencyHide,
    Organisation,
    OrganisationName,
    Source,
    Territory,
    Tie,
)
from maillage.network.readers import Reader
from maillage.notices.models import Letter, LetterState

STEWARD = Reader(level=Audience.STEWARDS)
CHOICES = 6  # how many rows "did you mean" offers
LONG_WAIT_DAYS = 30


# ── finding one row by what a person types ──────────────────────────────────


def organisations_named(typed: str) -> list[Organisation]:
    """By address (slug), by "#id", by a whole name, then by a part of one; a unique better match ends the search."""
    rows = Organisation.objects.visible_to(STEWARD)
    exact = Q(slug=typed)
    if typed.removeprefix("#").isdecimal():
        exact |= Q(pk=typed.removeprefix("#"))
    names = OrganisationName.objects.visible_to(STEWARD)
    return _first_found(
        rows.filter(exact),
        rows.filter(pk__in=names.filter(folded=fold(typed)).values("organisation_id")),
        rows.filter(pk__in=names.filter(folded__contains=fold(typed)).values("organisation_id")),
    )


def territories_named(typed: str) -> list[Territory]:
    rows = Territory.objects.select_related("parent")
    return _first_found(
        rows.filter(code=typed),
        rows.filter(Q(iso=typed.upper()) | Q(name__iendswith=f'"{typed}"}}') | Q(name__icontains=f'"{typed}"')),
        rows.filter(name__icontains=typed),
    )


def sources_named(typed: str) -> list[Source]:
    number = typed.removeprefix("#")
    exact = Q(pk=number) if number.isdecimal() else Q(title__iexact=typed) | Q(url=typed)
    return _first_found(Source.objects.filter(exact), Source.objects.filter(title__icontains=typed))


def people_named(typed: str) -> list[Person]:
    return _first_found(Person.objects.filter(email__iexact=typed), Person.objects.filter(name__icontains=typed))


def _first_found(*searches: QuerySet[Any]) -> list[Any]:
    for search in searches:
        found = list(search[:CHOICES])
        if found:
            return found
    return []


# ── the inbox ───────────────────────────────────────────────────────────────


def open_proposals() -> QuerySet[ChangeProposal]:
    return ChangeProposal.objects.open().select_related("organisation", "proposed_by").order_by("proposed_at", "pk")


def disputed_ties() -> QuerySet[Tie]:
    return with_ends(Tie.objects.visible_to(STEWARD).filter(state=TieState.DISPUTED))


def waiting_ties() -> QuerySet[Tie]:
    """Proposed ties; each carries the day of its first word through `confirmed_a_at` or `confirmed_b_at`."""
    return with_ends(Tie.objects.visible_to(STEWARD).filter(state=TieState.PROPOSED))


def with_ends(ties: QuerySet[Tie]) -> QuerySet[Tie]:
    return ties.select_related("a", "b", "type", "source").order_by("pk")


def failed_letters() -> QuerySet[Letter]:
    return Letter.objects.filter(state=LetterState.FAILED).defer("message").order_by("written_at", "pk")


def inbox_count() -> int:
    """What waits for a steward's decision; proposed ties wait for somebody else."""
    return (
        ChangeProposal.objects.open().count()
        + Tie.objects.visible_to(STEWARD).filter(state=TieState.DISPUTED).count()
        + Letter.objects.filter(state=LetterState.FAILED).count()
    )


def hides_in_force() -> QuerySet[EmergencyHide]:
    return (
        EmergencyHide.objects.in_force()
        .select_related("organisation", "network", "territory", "theme", "begun_by")
        .order_by("-begun_at", "-pk")
    )
