"""Ties in words: for each other organisation one entry, with its roles and periods merged into one sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from maillage.kit import dates
from maillage.kit.date_words import period_words
from maillage.network import phrases
from maillage.network.enums import BodyKind, TieRoleKind, TieState
from maillage.network.models import Body, Organisation, Source, Tie, TieRole

PLAIN_MEMBERSHIP = "member_of"


@dataclass
class Entry:
    """How `other` and the organisation of the page are tied."""

    other: Organisation
    ties: list[Tie] = field(default_factory=list)
    is_from_page: bool = True

    @property
    def is_current(self) -> bool:
        return any(dates.is_current(tie.period) for tie in self.ties)

    @property
    def period(self) -> str:
        """From the beginning of the first tie to the end of the last, as far as they are known."""
        if len(self.ties) == 1:
            return self.ties[0].period
        bounds = [dates.bounds(tie.period) for tie in self.ties]
        begun = min((since for since, _until in bounds if since), default="")
        is_open = any(not until for _since, until in bounds)
        return dates.period(begun, "" if is_open else max(until for _since, until in bounds))

    @property
    def sentence(self) -> str:
        parts: list[str] = []
        for tie in self.ties:
            named = len(self.ties) > 1
            parts.append(phrases.with_period(self._tie_words(tie), period_words(tie.period) if named else ""))
            parts += role_words(tie.shown_roles)  # type: ignore[attr-defined]
        return phrases.joined(list(dict.fromkeys(parts)))

    def _tie_words(self, tie: Tie) -> str:
        if tie.type.code == PLAIN_MEMBERSHIP:
            return phrases.membership_words(is_founder=any(r.role == TieRoleKind.FOUNDER for r in tie.shown_roles))  # type: ignore[attr-defined]
        is_first = tie.b_id == self.other.pk
        return str(tie.type.label if is_first or tie.type.is_symmetric else tie.type.inverse_label)

    @property
    def groups(self) -> list[Body]:
        """The working groups and commissions behind the sentence, each once."""
        roles = [role for tie in self.ties for role in tie.shown_roles]  # type: ignore[attr-defined]
        return list({role.body_id: role.body for role in roles if is_group(role)}.values())

    @property
    def provenance(self) -> str:
        """How the latest of the ties is known."""
        tie = self.ties[-1]
        return phrases.provenance(
            state=tie.state,
            confirmed_a=str(tie.a) if tie.confirmed_a_at else "",
            confirmed_b=str(tie.b) if tie.confirmed_b_at else "",
        )

    @property
    def is_confirmed(self) -> bool:
        return self.ties[-1].state == TieState.CONFIRMED

    @property
    def sources(self) -> list[Source]:
        return list({tie.source_id: tie.source for tie in self.ties if tie.source}.values())


def entries_of(organisation: Organisation, ties: Iterable[Tie]) -> list[Entry]:
    """`ties` of `organisation`, one entry per other end, in the order in which they come.

    What is proposed or disputed stands apart: it must not lend its state to a tie that holds, nor borrow one.
    """
    entries: dict[tuple[int, str], Entry] = {}
    for tie in ties:
        other = tie.b if tie.a_id == organisation.pk else tie.a
        apart = tie.state if tie.state in {TieState.PROPOSED, TieState.DISPUTED} else ""
        entries.setdefault((other.pk, apart), Entry(other)).ties.append(tie)
    for entry in entries.values():
        entry.ties.sort(key=lambda tie: (dates.bounds(tie.period)[0] or "9999", tie.pk))
    return list(entries.values())


def is_group(role: TieRole) -> bool:
    return role.body is not None and role.body.kind in {BodyKind.WORKING_GROUP, BodyKind.COMMISSION}


def role_words(roles: Sequence[TieRole]) -> list[str]:
    """What roles amount to, in words; a role that is over comes with its period."""
    now = [role for role in roles if role.role == TieRoleKind.FOUNDER or dates.is_current(role.period)]
    words = [text for role in now if (text := _one(role))]
    words += _groups(now)
    for role in roles:
        if role not in now and (text := _one(role) or next(iter(_groups([role])), "")):
            words.append(phrases.with_period(text, period_words(role.period)))
    return list(dict.fromkeys(words))


def _one(role: TieRole) -> str:
    """A role that is said alone; founders are said with their membership, groups are counted."""
    if is_group(role) or role.is_plural or role.role == TieRoleKind.FOUNDER:
        return ""
    if role.body is not None and role.role in {TieRoleKind.MEMBER, TieRoleKind.BOARD_MEMBER}:
        return str(phrases.IN_BODY.get(role.body.kind, ""))
    return str(phrases.AS.get(role.role, ""))


def _groups(roles: Sequence[TieRole]) -> list[str]:
    """Membership of groups, counted: "convenor of one working group", "in five working groups"."""
    words = []
    inside = [role for role in roles if is_group(role)]
    convened = {role.body_id for role in inside if role.role == TieRoleKind.CONVENOR}
    working = {r.body_id for r in inside if r.body.kind == BodyKind.WORKING_GROUP} - convened  # type: ignore[union-attr]
    commissions = {r.body_id for r in inside if r.body.kind == BodyKind.COMMISSION} - convened  # type: ignore[union-attr]
    if convened:
        words.append(phrases.convenor_of(len(convened)))
    if any(role.is_plural for role in roles):
        words.append(phrases.in_several_groups())
    elif working:
        words.append(phrases.in_working_groups(len(working)))
    if commissions:
        words.append(phrases.in_commissions(len(commissions)))
    return words
