"""Ties: proposed by one end, confirmed or disputed by the other; stated by stewards from a source."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit import dates
from maillage.kit.errors import DomainError
from maillage.network.actions import disclosure, letters
from maillage.network.enums import Act, Audience, TieState
from maillage.network.models import Body, Circle, Organisation, Source, Tie, TieRole, TieType

# from → to. `settle_tie` alone leaves DISPUTED; nothing leaves WITHDRAWN.
TRANSITIONS = {
    TieState.PROPOSED: {TieState.CONFIRMED, TieState.DISPUTED, TieState.WITHDRAWN},
    TieState.STATED: {TieState.CONFIRMED, TieState.DISPUTED, TieState.WITHDRAWN},
    TieState.CONFIRMED: {TieState.DISPUTED, TieState.WITHDRAWN},
    TieState.DISPUTED: {TieState.CONFIRMED, TieState.STATED, TieState.PROPOSED, TieState.WITHDRAWN},
    TieState.WITHDRAWN: set(),
}


def propose_tie(
    a: Organisation,
    type: TieType,  # noqa: A002 -- the graph's own word
    b: Organisation,
    *,
    on_behalf_of: Organisation,
    by: Person | None,
    period: str = "",
    audience: int = Audience.PUBLIC,
    circle: Circle | None = None,
) -> Tie:
    """Propose a tie in the name of one of its ends. Nobody else reads it before the other end confirms."""
    _require_end(on_behalf_of, a, b)
    now = timezone.now()
    confirmations = {
        "confirmed_a_at": now if on_behalf_of == a else None,
        "confirmed_b_at": now if on_behalf_of == b else None,
    }
    tie = Tie(a=a, type=type, b=b, period=period, audience=audience, circle=circle, **confirmations)
    with transaction.atomic():
        _write_new(tie, Act.TIE_PROPOSED, by=by, on_behalf_of=on_behalf_of)
        letters.tell_tie_proposed(tie, to=b if on_behalf_of == a else a)
    return tie


def state_tie(
    a: Organisation,
    type: TieType,  # noqa: A002 -- the graph's own word
    b: Organisation,
    *,
    source: Source,
    by: Person | None,
    period: str = "",
    audience: int = Audience.PUBLIC,
    circle: Circle | None = None,
    note: str = "",
) -> Tie:
    """Enter a tie known from a source, in the stewards' name."""
    tie = Tie(
        a=a,
        type=type,
        b=b,
        period=period,
        audience=audience,
        circle=circle,
        source=source,
        note=note,
        state=TieState.STATED,
    )
    return _write_new(tie, Act.TIE_STATED, by=by)


def confirm_tie(tie: Tie, *, on_behalf_of: Organisation, by: Person | None) -> Tie:
    """Confirm in the name of one end; with both ends' word the tie is confirmed. Confirming twice changes nothing."""
    with transaction.atomic():
        tie = _locked(tie)
        side = _side(tie, on_behalf_of)
        if tie.state in {TieState.DISPUTED, TieState.WITHDRAWN}:
            raise DomainError(_("This tie is no longer open to confirmation. Propose it again."))
        if getattr(tie, side) is None:
            setattr(tie, side, timezone.now())
            if tie.confirmed_a_at and tie.confirmed_b_at:
                _move(tie, TieState.CONFIRMED)
            _write(tie, Act.TIE_CONFIRMED, by=by, on_behalf_of=on_behalf_of)
    return tie


def dispute_tie(tie: Tie, *, on_behalf_of: Organisation, reason: str, by: Person | None) -> Tie:
    """Say that a tie is not so. It leaves every page at once, until the stewards settle it."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say in a few words what is wrong.")})
    with transaction.atomic():
        tie = _locked(tie)
        setattr(tie, _side(tie, on_behalf_of), None)
        if tie.state != TieState.DISPUTED:
            _move(tie, TieState.DISPUTED)
            _write(tie, Act.TIE_DISPUTED, by=by, on_behalf_of=on_behalf_of, reason=reason)
            letters.tell_tie_disputed(tie, to=tie.b if on_behalf_of == tie.a else tie.a)
    return tie


def settle_tie(tie: Tie, *, stands: bool, reason: str, by: Person | None) -> Tie:
    """Decide a dispute: the tie stands again as far as it was confirmed or sourced, or it is withdrawn."""
    with transaction.atomic():
        tie = _locked(tie)
        if tie.state != TieState.DISPUTED:
            raise DomainError(_("Nothing is disputed here any more."))
        _move(tie, _standing_state(tie) if stands else TieState.WITHDRAWN)
        _write(tie, Act.TIE_SETTLED, by=by, reason=reason)
    return tie


def withdraw_tie(tie: Tie, *, by: Person | None, on_behalf_of: Organisation | None = None, reason: str = "") -> Tie:
    """Take back a tie that should not have been entered. A tie that was true and is over is ended instead."""
    with transaction.atomic():
        tie = _locked(tie)
        if on_behalf_of is not None:
            _side(tie, on_behalf_of)
        if tie.state != TieState.WITHDRAWN:
            _move(tie, TieState.WITHDRAWN)
            _write(tie, Act.TIE_WITHDRAWN, by=by, on_behalf_of=on_behalf_of, reason=reason)
    return tie


def end_tie(tie: Tie, *, until: str, by: Person | None, on_behalf_of: Organisation | None = None) -> Tie:
    """Give the tie its end (a partial date); it stays in the history of both ends."""
    with transaction.atomic():
        tie = _locked(tie)
        if on_behalf_of is not None:
            _side(tie, on_behalf_of)
        dates.validate_date(until)
        tie.period = dates.period(dates.bounds(tie.period)[0], until)
        _write(tie, Act.TIE_ENDED, by=by, on_behalf_of=on_behalf_of)
    return tie


def add_role(
    tie: Tie, *, role: str, by: Person | None, body: Body | None = None, period: str = "", is_plural: bool = False
) -> TieRole:
    """Say what `a` is within `b`: founder, on the board, in a working group."""
    if body is not None and body.organisation_id != tie.b_id:
        raise ValidationError({"body": _("This body belongs to another organisation.")})
    with transaction.atomic():
        held = TieRole(
            tie=tie, role=role, body=body, period=period, is_plural=is_plural, audience=tie.audience, circle=tie.circle
        )
        held.full_clean()
        held.save()
        journal.record(Act.ROLE_ADDED, held, by=by, tie=tie.pk)
        disclosure.refresh([tie.a_id, tie.b_id])
    held.refresh_from_db()
    return held


def remove_role(role: TieRole, *, by: Person | None) -> None:
    with transaction.atomic():
        journal.record(Act.ROLE_REMOVED, role, by=by, tie=role.tie_id)
        role.delete()


# ── the inside of these acts ────────────────────────────────────────────────


def _require_end(organisation: Organisation, a: Organisation, b: Organisation) -> None:
    if organisation not in {a, b}:
        raise DomainError(_("Only the two organisations concerned can speak of this tie."))


def _side(tie: Tie, organisation: Organisation) -> str:
    """The column that holds the word of this end."""
    _require_end(organisation, tie.a, tie.b)
    return "confirmed_a_at" if organisation == tie.a else "confirmed_b_at"


def _standing_state(tie: Tie) -> TieState:
    if tie.confirmed_a_at and tie.confirmed_b_at:
        return TieState.CONFIRMED
    return TieState.STATED if tie.source_id else TieState.PROPOSED


def _move(tie: Tie, state: TieState) -> None:
    """The one place where a tie changes state."""
    if state not in TRANSITIONS[TieState(tie.state)]:
        raise DomainError(_("This tie has changed meanwhile. Look again, then decide."))
    tie.state = state


def _locked(tie: Tie) -> Tie:
    return Tie.objects.select_for_update(of=("self",)).select_related("a", "b", "type").get(pk=tie.pk)


def _write_new(tie: Tie, act: Act, *, by: Person | None, on_behalf_of: Organisation | None = None) -> Tie:
    with transaction.atomic():
        _write(tie, act, by=by, on_behalf_of=on_behalf_of)
    return tie


def _write(
    tie: Tie, act: Act, *, by: Person | None, on_behalf_of: Organisation | None = None, reason: str = ""
) -> None:
    tie.close()
    tie.full_clean()
    tie.save()
    journal.record(act, tie, by=by, on_behalf_of=on_behalf_of, reason=reason, ends=[tie.a_id, tie.b_id])
    touched = {tie.a_id, tie.b_id}
    disclosure.refresh(touched)
    tie.refresh_from_db()
