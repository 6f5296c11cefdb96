"""Outcomes as rows of the database: what is shown, and a fingerprint of all that would be written."""

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import islice
from typing import Any

from django.utils.html import strip_tags

from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.organisations.compare import PLACE, Target
from maillage.exchange.organisations.draft import Value, digest
from maillage.exchange.organisations.families import TIE
from maillage.exchange.organisations.matching import Alike, Found
from maillage.exchange.outcomes import Outcome, Plan, State
from maillage.kit.copying import copy
from maillage.network.models import Organisation

BATCH = 2000
LONG = 120  # letters of a value that are shown


def keep_rows(run: ImportRun, plan: Plan) -> None:
    """Store what becomes of every row in place of what was stored before; what was decided of equal rows stands."""
    decided = {
        (row.line, row.fingerprint): (row.decision, row.chosen)
        for row in run.rows.filter(state=State.DUPLICATE).exclude(decision="").iterator()
    }
    run.rows.all().delete()
    rows = _rows(run, plan, decided)
    while batch := list(islice(rows, BATCH)):  # a hundred thousand at once would weigh as much as the plan
        copy(ImportRow, batch)


def _rows(run: ImportRun, plan: Plan, decided: Mapping[tuple[int, str], tuple[str, int | None]]) -> Iterator[ImportRow]:
    names, titles = names_of_drafts(plan), _titles(plan)
    for outcome in plan.outcomes:
        mark = fingerprint(outcome, names)
        decision, chosen = decided.get((outcome.line, mark), ("", None))
        yield ImportRow(
            run=run,
            line=outcome.line,
            state=outcome.state,
            title=outcome.title[:250],
            fingerprint=mark,
            problems=[[p.field, p.reason, p.mend, p.refuses] for p in outcome.problems],
            changes=_changes(outcome, outcome.target, titles),
            cells=outcome.cells if outcome.state == State.REFUSED else None,
            matches=[_match(outcome, alike, titles) for alike in outcome.matches],
            organisation=outcome.target.organisation,
            decision=decision,
            chosen=chosen,
        )


def names_of_drafts(plan: Plan) -> dict[str, str]:
    """Of rows that others are tied to: the id a draft would get is made anew by each reading; its key stays."""
    ends = {end for outcome in plan.outcomes for (end,) in outcome.draft.slots.get(TIE, ())}
    return {
        outcome.draft.uuid.hex: outcome.draft.key
        for outcome in plan.outcomes
        if ends and outcome.draft.uuid.hex in ends
    }


def fingerprint(outcome: Outcome, names: Mapping[str, str]) -> str:
    """Equal when the same would be written: the row, its record, and what changes there, for each record it may be."""
    slots = [(slot, [_named(slot, v, names) for v in values]) for slot, values in sorted(outcome.draft.slots.items())]
    targets = [outcome.target, *(alike.target for alike in outcome.matches)]
    return digest([outcome.state, outcome.draft.key, slots, [_written(target, names) for target in targets]])


def _written(target: Target, names: Mapping[str, str]) -> list[Any]:
    changes = [
        (slot, change.remove, [_named(slot, value, names) for value in change.add])
        for slot, change in sorted(target.changes.items())
    ]
    return [target.organisation, changes, sorted(target.kept)]


def _named(slot: str, value: Value, names: Mapping[str, str]) -> Value:
    return (names.get(value[0], value[0]),) if slot == TIE else value


def found_in(run: ImportRun) -> dict[int, list[Found]]:
    """Line → the records that the search found it to be like, as they were shown."""
    rows = run.rows.filter(state=State.DUPLICATE).values_list("line", "matches").iterator(chunk_size=5000)
    return {
        line: [Found(m["organisation"], m["score"], m["reasons"], m["verdict"]) for m in matches]
        for line, matches in rows
    }


def differing(run: ImportRun, plan: Plan) -> int:
    """How many rows would now do something else than was shown."""
    shown = dict(run.rows.values_list("line", "fingerprint").iterator(chunk_size=5000))
    names = names_of_drafts(plan)
    found = sum(1 for outcome in plan.outcomes if shown.pop(outcome.line, "") != fingerprint(outcome, names))
    return found + len(shown)


def _titles(plan: Plan) -> dict[str, str]:
    """The ends of ties by their id: rows of this file, and records."""
    ends = {end for outcome in plan.outcomes for (end,) in outcome.draft.slots.get(TIE, ())}
    ends |= {end for o in plan.outcomes if TIE in o.target.changes for (end,) in o.target.changes[TIE].gone}
    records = Organisation.objects.filter(uuid__in=ends) if ends else Organisation.objects.none()
    drafts = {o.draft.uuid.hex: o.draft.title for o in plan.outcomes if ends and o.draft.uuid.hex in ends}
    return drafts | {record.uuid.hex: str(record) for record in records}


def _match(outcome: Outcome, alike: Alike, titles: Mapping[str, str]) -> dict[str, Any]:
    match = alike.match
    return {
        "organisation": match.organisation_id,
        "score": round(match.score, 3),
        "reasons": [str(reason) for reason in match.reasons],
        "verdict": str(match.verdict),
        "changes": _changes(outcome, alike.target, titles),
    }


def _changes(outcome: Outcome, target: Target, titles: Mapping[str, str]) -> list[list[Any]]:
    """[slot, values before, values after] of each slot that changes; of a new record, of every slot."""
    if outcome.state == State.NEW:
        return [[slot, [], _texts(slot, values, titles)] for slot, values in outcome.draft.slots.items()]
    return [
        [slot, _texts(slot, change.gone, titles), _texts(slot, change.add, titles)]
        for slot, change in target.changes.items()
    ]


def _texts(slot: str, values: Iterable[Value], titles: Mapping[str, str]) -> list[Any]:
    if slot.startswith(PLACE):  # [code, address, precision]: put into words for whoever reads the page
        return [[value[0], _text(value[1:2]), value[-1]] for value in values]
    return [titles.get(value[0], "") if slot == TIE else _text(value) for value in values]


def _text(value: Value) -> str:
    flat = [part for each in value for part in (each if isinstance(each, list | tuple) else (each,))]
    text = " ".join(unescape(strip_tags(", ".join(str(part) for part in flat if part not in {None, ""}))).split())
    return text if len(text) <= LONG else f"{text[:LONG]}…"
