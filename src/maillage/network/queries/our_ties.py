"""Ties seen from one of their ends: who the other is, and what we may do."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from maillage.network.enums import TieState
from maillage.network.models import Organisation, Tie, TieRole
from maillage.network.models.tie import TieQuerySet
from maillage.network.readers import Reader


@dataclass(frozen=True)
class OurTie:
    """A tie as `organisation`, one of its ends, reads it."""

    tie: Tie
    organisation: Organisation

    @property
    def is_first(self) -> bool:
        return self.tie.a_id == self.organisation.pk

    @property
    def other(self) -> Organisation:
        return self.tie.b if self.is_first else self.tie.a

    @property
    def words(self) -> str:
        """The tie as we say it: "is a member of", or "has as a member"."""
        return str(self.tie.type.label if self.is_first else self.tie.type.inverse_label)

    @property
    def has_our_word(self) -> bool:
        return (self.tie.confirmed_a_at if self.is_first else self.tie.confirmed_b_at) is not None

    @property
    def has_their_word(self) -> bool:
        return (self.tie.confirmed_b_at if self.is_first else self.tie.confirmed_a_at) is not None

    @property
    def awaits_us(self) -> bool:
        return not self.has_our_word and self.tie.state in {TieState.PROPOSED, TieState.STATED}

    @property
    def awaits_them(self) -> bool:
        return self.has_our_word and not self.has_their_word and self.tie.state == TieState.PROPOSED

    @property
    def may_be_disputed(self) -> bool:
        return self.tie.state in {TieState.STATED, TieState.CONFIRMED} or (
            self.tie.state == TieState.PROPOSED and not self.has_our_word
        )

    @property
    def may_be_withdrawn(self) -> bool:
        return self.awaits_them

    @property
    def may_be_ended(self) -> bool:
        return self.tie.state in {TieState.STATED, TieState.CONFIRMED} and not self.tie.period.endswith(
            tuple("0123456789X~?%")
        )


def ties_of(organisation: Organisation, reader: Reader) -> list[OurTie]:
    """All its ties that are not withdrawn: those that wait for us first."""
    ties = _with_ends(Tie.objects.visible_to(reader).of(organisation)).exclude(state=TieState.WITHDRAWN)
    ours = [OurTie(tie, organisation) for tie in ties.order_by("type__position", "period", "pk")]
    return sorted(ours, key=lambda one: (not one.awaits_us, not one.awaits_them))


def tie_of(organisation: Organisation, reader: Reader, uuid: UUID) -> OurTie:
    """Raises Tie.DoesNotExist."""
    return OurTie(_with_ends(Tie.objects.visible_to(reader).of(organisation)).get(uuid=uuid), organisation)


def roles_of(tie: Tie, reader: Reader) -> list[TieRole]:
    return list(TieRole.objects.visible_to(reader).filter(tie=tie).select_related("body").order_by("pk"))


def ties_awaiting(reader: Reader, organisations: Collection[int]) -> list[OurTie]:
    """Ties that wait for the word of one of these organisations."""
    waiting = _with_ends(Tie.objects.visible_to(reader)).filter(
        Q(a__in=organisations, confirmed_a_at=None) | Q(b__in=organisations, confirmed_b_at=None),
        state=TieState.PROPOSED,
    )
    return [
        OurTie(tie, end)
        for tie in waiting.order_by("pk")
        for end in (tie.a, tie.b)
        if end.pk in organisations and OurTie(tie, end).awaits_us
    ]


def _with_ends(ties: TieQuerySet) -> TieQuerySet:
    return ties.select_related("a", "b", "type", "source", "circle")
