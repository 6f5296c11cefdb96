"""Writing a plan: all rows in the caller's transaction, in batches, with one journal entry per organisation."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.functional import cached_property
from django.utils.text import slugify

from maillage.accounts.models import Person
from maillage.exchange.kinds import Options, Tell, untold
from maillage.exchange.models import ImportKey, ImportRun
from maillage.exchange.organisations.compare import Change, Target
from maillage.exchange.organisations.draft import Draft, Value, digest
from maillage.exchange.organisations.families import DEFAULTS, TIE, family, grouped, members_precision
from maillage.exchange.organisations.trace import Trace
from maillage.exchange.outcomes import Outcome, Plan, State
from maillage.journal import actions as journal
from maillage.kit.copying import copy
from maillage.kit.text import fold
from maillage.network.actions import disclosure
from maillage.network.enums import Act, SourceKind, TieState
from maillage.network.models import (
    ExactPlace,
    OldAddress,
    Organisation,
    Presence,
    Source,
    Territory,
    Theme,
    ThemeLink,
    Tie,
    TieType,
)

BATCH = 1000
WRITTEN = 5000  # rows of a file whose records are held at once
SLUG_LENGTH = 60


def apply(plan: Plan, options: Options, by: Person | None, *, run: ImportRun, tell: Tell = untold) -> list[int]:
    """Write the new and changed rows; the ids of the organisations touched. Everything else of the plan is left alone."""
    new = list(plan.having(State.NEW))
    changed = list(plan.having(State.CHANGED))
    for some in _batches(new):  # all of them first: a tie may lead to any
        _add_organisations(some, options)
    around = _Around(options)
    for some in _batches([*new, *changed]):
        _write(some, around)
    _remember(plan, options, around.trace)
    ids = [outcome.target.organisation for outcome in (*new, *changed)]
    _refresh({*ids, *around.tied}, tell)
    around.trace.keep(run, [outcome.target.organisation for outcome in new])
    journal.record_all(Act.ADDED, Organisation, [outcome.target.organisation for outcome in new], by=by)
    journal.record_all(Act.CHANGED, Organisation, [outcome.target.organisation for outcome in changed], by=by)
    return ids


def _batches(outcomes: list[Outcome]) -> Iterator[list[Outcome]]:
    """A hundred thousand rows as objects of every table would weigh as much as the rest of the import."""
    for start in range(0, len(outcomes), WRITTEN):
        yield outcomes[start : start + WRITTEN]


def _write(outcomes: list[Outcome], around: "_Around") -> None:
    writer = _Writer(around)
    for outcome in outcomes:
        is_new = outcome.state == State.NEW
        if is_new:
            outcome.target.changes = {slot: Change([], list(values)) for slot, values in outcome.draft.slots.items()}
        writer.take(outcome.target, is_new=is_new)
        if is_new:
            outcome.target.changes = {}
    writer.write()


def _refresh(ids: set[int], tell: Tell) -> None:
    """Work out what may be disclosed: the longest part, so that it says how far it is."""
    done = 0
    for batch in grouped(ids):
        tell(done, len(ids))
        disclosure.refresh(batch)
        done += len(batch)
    tell(done, len(ids))


def _add_organisations(new: list[Outcome], options: Options) -> None:
    addresses = _free_addresses([_address(outcome.draft) for outcome in new])
    rows = [
        Organisation(uuid=outcome.draft.uuid, slug=address, audience=options.audience)
        for outcome, address in zip(new, addresses, strict=True)
    ]
    for outcome, row in zip(new, rows, strict=True):
        _set_columns(row, outcome.draft.slots)
    copy(Organisation, rows)
    for outcome, row in zip(new, rows, strict=True):
        outcome.target.organisation = row.pk
        outcome.target.slots = {slot: [digest(v) for v in values] for slot, values in outcome.draft.slots.items()}


def _set_columns(row: Organisation, slots: dict[str, tuple[Value, ...]]) -> None:
    for slot, values in slots.items():
        if slot.startswith("column/"):
            setattr(row, slot.removeprefix("column/"), _column(values[0]))


def _column(value: Value) -> object:
    return list(value[0]) if isinstance(value[0], tuple | list) else value[0]


def _address(draft: Draft) -> str:
    """From the first name that has Latin letters; nothing when none has."""
    names = [value[0] for slot, values in draft.slots.items() if slot.startswith("name/official") for value in values]
    slugs = (slugify(fold(name))[:SLUG_LENGTH].strip("-") for name in (*names, draft.title))
    return next((slug for slug in slugs if slug), "")


def _free_addresses(wanted: list[str]) -> Iterator[str]:
    """Each address as wanted, or with a few letters after it when it is taken, or of letters that tell nothing."""
    taken = set(Organisation.objects.filter(slug__in=set(wanted)).values_list("slug", flat=True))
    taken |= set(OldAddress.objects.filter(slug__in=set(wanted)).values_list("slug", flat=True))
    for slug in wanted:
        address = slug or f"o-{_letters(8)}"
        while address in taken:
            address = f"{slug}-{_letters(6)}"
        taken.add(address)
        yield address


def _letters(count: int) -> str:
    return get_random_string(count, "abcdefghijkmnpqrstuvwxyz23456789")


class _Around:
    """What the batches of one import share."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.themes = dict(Theme.objects.values_list("code", "pk"))
        self.trace = Trace()
        self.tied: set[int] = set()

    @cached_property
    def source(self) -> Source:
        return Source.objects.create(
            kind=SourceKind.IMPORT, title=self.options.source, retrieved_on=timezone.localdate()
        )


class _Writer:
    """Collects the rows of all changes of a batch, then writes each family at once."""

    def __init__(self, around: _Around) -> None:
        self.around, self.trace, self.tied = around, around.trace, around.tied
        self.added: dict[type[Model], list[Model]] = {}
        self.removed: dict[type[Model], list[int]] = {}
        self.places: list[tuple[int, str, Value]] = []
        self.ties: list[tuple[int, str]] = []
        self.columns: dict[int, dict[str, object]] = {}
        self.taken_away: list[tuple[int, str, type[Model], list[int]]] = []
        self.new: set[int] = set()

    def take(self, target: Target, *, is_new: bool) -> None:
        if target.organisation is None:
            return
        if is_new:
            self.new.add(target.organisation)
        else:
            self.trace.slots.setdefault(target.organisation, {})
        for slot, change in target.changes.items():
            prefix, _slash, rest = slot.partition("/")
            if prefix == "column":
                value = _column(change.add[0]) if change.add else DEFAULTS.get(rest, [] if rest == "languages" else "")
                self.columns.setdefault(target.organisation, {})[rest] = value
                continue
            if change.remove:
                self.removed.setdefault(family(slot).model, []).extend(change.remove)
                self.taken_away.append((target.organisation, slot, family(slot).model, change.remove))
            for value in change.add:
                self._add(target.organisation, prefix, rest, value)

    def _add(self, organisation: int, prefix: str, rest: str, value: Value) -> None:
        if prefix == "place":
            self.places.append((organisation, rest, value))
        elif prefix == "tie":
            self.ties.append((organisation, value[0]))
        elif prefix == "theme":
            self._row(
                organisation, "theme/", ThemeLink(organisation_id=organisation, theme_id=self.around.themes[value[0]])
            )
        elif (build := family(f"{prefix}/").build) is not None:
            self._row(organisation, f"{prefix}/{rest}", build(organisation, rest, value))

    def _row(self, organisation: int, slot: str, row: Model) -> None:
        self.added.setdefault(type(row), []).append(row)
        self._traced(organisation, slot, row)

    def _traced(self, organisation: int, slot: str, row: Model) -> None:
        if organisation not in self.new:
            self.trace.slot(organisation, slot).added.append(row)

    def write(self) -> None:
        self.trace.take_away(self.taken_away)
        self._remove()
        for model, rows in self.added.items():
            copy(model, rows)
        self._write_places()
        self._write_ties()
        self._write_columns()

    def _remove(self) -> None:
        self._withdraw(self.removed.pop(Tie, []))
        for model, ids in self.removed.items():
            rows = Presence.objects if model is ExactPlace else model._base_manager  # a place ends with its presence
            rows.filter(pk__in=ids).delete()

    def _withdraw(self, ids: list[int]) -> None:
        """A tie that only this source stated ends with it; one that an end has confirmed stands."""
        stated = Tie.objects.filter(pk__in=ids, state=TieState.STATED, confirmed_a_at=None, confirmed_b_at=None)
        self.tied |= set(stated.values_list("b_id", flat=True))
        stated.update(state=TieState.WITHDRAWN)

    def _write_places(self) -> None:
        codes = {value[0] for _organisation, _role, value in self.places}
        territories = dict(Territory.objects.filter(code__in=codes).values_list("code", "pk"))
        presences = [
            Presence(
                organisation_id=organisation,
                role=role,
                precision_public=value[4],
                precision_members=members_precision(value[4]),
            )
            for organisation, role, value in self.places
        ]
        copy(Presence, presences)
        for presence in presences:
            self._traced(presence.organisation_id, f"place/{presence.role}", presence)
        exact = [
            ExactPlace(
                presence=presence,
                territory_id=territories[code],
                address=address,
                latitude=latitude,
                longitude=longitude,
            )
            for presence, (_o, _r, (code, address, latitude, longitude, _p)) in zip(presences, self.places, strict=True)
        ]
        copy(ExactPlace, exact)

    def _write_ties(self) -> None:
        if not self.ties:
            return
        uuids = {UUID(network) for _organisation, network in self.ties}
        networks = {uuid.hex: pk for uuid, pk in Organisation.objects.filter(uuid__in=uuids).values_list("uuid", "pk")}
        member_of = TieType.objects.get(code="member_of")
        ties = [
            Tie(
                a_id=organisation,
                type=member_of,
                b_id=networks[network],
                state=TieState.STATED,
                source=self.around.source,
            )
            for organisation, network in self.ties
        ]
        copy(Tie, ties)
        for tie in ties:
            self._traced(tie.a_id, TIE, tie)
        self.tied |= set(networks.values())

    def _write_columns(self) -> None:
        rows = Organisation.objects.in_bulk(set(self.columns) - self.new)
        for pk, organisation in rows.items():
            for name, value in self.columns[pk].items():
                slot = self.trace.slot(pk, f"column/{name}")
                slot.was, slot.now = getattr(organisation, name), value
                if name == "audience":
                    slot.was = [organisation.audience, organisation.circle_id]
                setattr(organisation, name, value)
            if "audience" in self.columns[pk]:
                organisation.circle = None
                organisation.shown_to, organisation.shown_circles = 30, []  # until disclosure is worked out again
        names = sorted({name for pk in rows for name in self.columns[pk]} | {"circle", "shown_to", "shown_circles"})
        Organisation.objects.bulk_update(rows.values(), names, batch_size=BATCH)


def _remember(plan: Plan, options: Options, trace: Trace) -> None:
    """Keep which row became which organisation; rows whose values are kept as they are here are compared again."""
    first = [o for o in plan.having(State.NEW, State.CHANGED, State.SAME) if o.target.key is None]
    for some in _batches(first):
        new = [
            ImportKey(
                source=options.source,
                key=outcome.draft.key,
                organisation_id=outcome.target.organisation,
                digest="" if outcome.target.kept else outcome.draft.digest(),
                slots=outcome.target.slots,
            )
            for outcome in some
        ]
        copy(ImportKey, new)
        for outcome, row in zip(some, new, strict=True):
            if outcome.state != State.NEW:
                trace.remember_key(outcome.target.organisation, row, is_new=True)
    met = [outcome for outcome in plan.having(State.CHANGED, State.SAME) if outcome.target.slots and outcome.target.key]
    rows = ImportKey.objects.in_bulk([outcome.target.key for outcome in met])
    for outcome in met:
        row = rows[outcome.target.key]
        if outcome.state == State.CHANGED:
            trace.remember_key(outcome.target.organisation, row, is_new=False)
        row.organisation_id, row.slots = outcome.target.organisation, outcome.target.slots
        row.digest = "" if outcome.target.kept else outcome.draft.digest()
    ImportKey.objects.bulk_update(rows.values(), ["organisation", "slots", "digest"], batch_size=BATCH)
