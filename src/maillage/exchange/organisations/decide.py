"""What was said of probable duplicates, put into a plan: which rows become new, which update a record, which stay out."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from maillage.exchange.enums import Decision
from maillage.exchange.organisations.compare import words
from maillage.exchange.organisations.draft import Value
from maillage.exchange.organisations.families import TIE
from maillage.exchange.outcomes import Decided, Outcome, Plan, State
from maillage.kit.errors import DomainError
from maillage.network.models import Organisation


def decide(plan: Plan, decided: Mapping[int, Decided]) -> None:
    """Turn each probable duplicate into what was said of it; those of which nothing was said stay as they are.

    Raises DomainError when two rows would write to one record: which is right cannot be known.
    """
    moved: dict[str, str] = {}  # id that a draft would have had → id of the record that it is; "" when it is left out
    uuids = _uuids(decided.values())
    for outcome in plan.having(State.DUPLICATE):
        said = decided.get(outcome.line)
        if said is None or said.decision in {Decision.UNDECIDED, Decision.LEAVE}:
            moved[outcome.draft.uuid.hex] = ""
        elif said.decision == Decision.NEW:
            outcome.state = State.NEW
        elif said.organisation is not None and said.organisation in uuids:
            moved[outcome.draft.uuid.hex] = uuids[said.organisation].hex
            _adopt(outcome, said.organisation)
    _refuse_two_for_one(plan)
    if moved:
        _move_ties(plan, moved)


def _uuids(decided: Iterable[Decided]) -> dict[int, UUID]:
    ids = {said.organisation for said in decided if said.organisation is not None}
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "uuid"))


def _adopt(outcome: Outcome, organisation: int) -> None:
    for match in outcome.matches:
        if match.target.organisation == organisation:
            outcome.target = match.target
            outcome.state = State.CHANGED if match.target.changes else State.SAME
            outcome.changes = tuple(words(slot) for slot in match.target.changes)


def _refuse_two_for_one(plan: Plan) -> None:
    lines: dict[int, int] = {}
    adopted = {o.target.organisation for o in plan.having(State.CHANGED, State.SAME) if o.target.key is None}
    for outcome in plan.having(State.CHANGED, State.SAME):
        organisation = outcome.target.organisation
        if organisation in adopted and organisation in lines:
            raise DomainError(
                _(
                    "Lines %(first)s and %(second)s are both said to be the same record. Keep one of them, or leave one out."
                )
                % {"first": lines[organisation], "second": outcome.line}
            )
        lines[organisation] = outcome.line


def _move_ties(plan: Plan, moved: Mapping[str, str]) -> None:
    """Ties to a row that is a record go to that record; those to a row that is left out are not written."""
    for outcome in plan.having(State.NEW, State.CHANGED):
        slots = outcome.draft.slots
        if TIE in slots:
            slots[TIE] = _moved(slots[TIE], moved)
        if change := outcome.target.changes.get(TIE):
            change.add = list(_moved(change.add, moved))


def _moved(ties: Iterable[Value], moved: Mapping[str, str]) -> tuple[Value, ...]:
    ends = dict.fromkeys(moved.get(end, end) for (end,) in ties)
    return tuple((end,) for end in ends if end)
