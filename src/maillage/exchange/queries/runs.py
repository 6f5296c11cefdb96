"""What the pages of imports show: stewards only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.text import capfirst

from maillage.exchange.duplicates.reasons import Reason
from maillage.exchange.enums import Decision, RunState
from maillage.exchange.models import ImportRow, ImportRun, ImportTrace
from maillage.exchange.organisations.compare import PLACE, words
from maillage.exchange.outcomes import State
from maillage.network.enums import Precision, PresenceRole, TerritoryKind
from maillage.network.models import Organisation, Territory
from maillage.network.readers import Reader


@dataclass(frozen=True)
class Shown:
    """A row as a page shows it. `changes`: [what, before, after] in words; `matches`: records the reader may see."""

    row: ImportRow
    changes: list[tuple[str, list[str], list[str]]]
    matches: list["ShownMatch"]
    record: Organisation | None


@dataclass(frozen=True)
class ShownMatch:
    record: Organisation
    percent: int
    is_sure: bool
    reasons: list[str]
    changes: list[tuple[str, list[str], list[str]]]


def all_runs() -> QuerySet[ImportRun]:
    traces = ImportTrace.objects.filter(run=OuterRef("pk"))
    return ImportRun.objects.select_related("imported_by").annotate(has_traces=Exists(traces)).order_by("-pk")


def sources() -> list[str]:
    return list(ImportRun.objects.order_by("source").values_list("source", flat=True).distinct())


def rows_in(run: ImportRun, state: str, *, undecided: bool = False) -> QuerySet[ImportRow]:
    rows = run.rows.filter(state=state)
    if undecided:
        rows = rows.filter(decision=Decision.UNDECIDED)
    return rows.order_by("line", "pk")


def decisions_of(run: ImportRun) -> dict[str, int]:
    """Decision → number of probable duplicates of which it was said."""
    rows = run.rows.filter(state=State.DUPLICATE).order_by().values_list("decision").annotate(n=Count("pk"))
    return dict(rows)


def count_sure(run: ImportRun) -> int:
    return rows_in(run, State.DUPLICATE, undecided=True).filter(matches__0__verdict="sure").count()


def shown(rows: Sequence[ImportRow], reader: Reader) -> list[Shown]:
    """These rows with their records and places: two queries at most, whatever the number of rows."""
    ids = {row.organisation for row in rows if row.organisation}
    ids |= {match["organisation"] for row in rows for match in row.matches}
    records = Organisation.objects.visible_to(reader).in_bulk(ids) if ids else {}
    units = _units([row.changes for row in rows] + [match["changes"] for row in rows for match in row.matches])
    return [
        Shown(
            row,
            changes_in_words(row.changes, units),
            [_match(match, records, units) for match in row.matches if match["organisation"] in records],
            records.get(row.organisation) if row.organisation else None,
        )
        for row in rows
    ]


def _match(match: Mapping[str, Any], records: Mapping[int, Organisation], units: Mapping[str, str]) -> ShownMatch:
    return ShownMatch(
        records[match["organisation"]],
        round(match["score"] * 100),
        match["verdict"] == "sure",
        [str(Reason(code).label) if code in Reason else code for code in match["reasons"]],
        changes_in_words(match["changes"], units),
    )


def changes_in_words(changes: Sequence[Any], units: Mapping[str, str]) -> list[tuple[str, list[str], list[str]]]:
    return [
        (place_words(slot), [_place(value, units) for value in before], [_place(value, units) for value in after])
        if slot.startswith(PLACE)
        else (words(slot), before, after)
        for slot, before, after in changes
    ]


def place_words(slot: str) -> str:
    return capfirst(str(PresenceRole(slot.removeprefix(PLACE)).label))


def _place(value: Sequence[Any], units: Mapping[str, str]) -> str:
    """A place as it would be written: "12 rue de la Paix, France · country"."""
    code, address, precision = value
    where = ", ".join(part for part in (address, units.get(code, code)) if part)
    return where if precision is None else f"{where} · {Precision(precision).label}"


def _units(all_changes: Iterable[Sequence[Any]]) -> dict[str, str]:
    """Code → name, in the reader's language, of the territories that these changes speak of."""
    codes = {
        value[0]
        for changes in all_changes
        for slot, before, after in changes
        if slot.startswith(PLACE)
        for value in (*before, *after)
    }
    rows = Territory.objects.filter(code__in=codes) if codes else Territory.objects.none()
    return {row.code: str(row.name) for row in rows}


def written_counts(run: ImportRun) -> dict[str, int]:
    """What accepting would write, as things are decided: state → rows."""
    decided = decisions_of(run)
    return {
        "new": run.counts.get(State.NEW, 0) + decided.get(Decision.NEW, 0),
        "changed": run.counts.get(State.CHANGED, 0) + decided.get(Decision.SAME, 0),
    }


def refused_rows(run: ImportRun) -> QuerySet[ImportRow]:
    return rows_in(run, State.REFUSED)


def kept_after_undoing(run: ImportRun, reader: Reader) -> list[tuple[Organisation, list[str]]]:
    kept = dict(run.traces.exclude(kept=[]).values_list("organisation_id", "kept"))
    return named(kept, reader)


def named(kept: Mapping[int, list[str]], reader: Reader, limit: int = 100) -> list[tuple[Organisation, list[str]]]:
    records = Organisation.objects.visible_to(reader).filter(pk__in=sorted(kept)).order_by("sort_key", "pk")[:limit]
    return [(record, kept[record.pk]) for record in records]


def countries() -> list[tuple[str, str]]:
    """Code and name of every country, by name."""
    kinds = (TerritoryKind.COUNTRY, TerritoryKind.CONTESTED)
    rows = Territory.objects.filter(kind__in=kinds).only("code", "name", "kind")
    return sorted(((row.code, str(row.name)) for row in rows), key=lambda pair: pair[1])


def waiting(reader: Reader) -> dict[str, Any] | None:
    """For the desk: imports that wait for a word."""
    if not reader.is_steward:
        return None
    states = [RunState.UPLOADED, RunState.PLANNED]
    return {"runs": list(ImportRun.objects.filter(state__in=states).order_by("-pk")[:5])}
