"""From a table to a plan: what every row would do. Nothing is written here."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.exchange import columns, duplicates
from maillage.exchange.errors import FileRefused
from maillage.exchange.formats.table import Table, empty_file
from maillage.exchange.kinds import Options
from maillage.exchange.models import ImportKey
from maillage.exchange.organisations.compare import Cover, Current, Target, compare, words
from maillage.exchange.organisations.draft import Draft, Drafter
from maillage.exchange.organisations.families import TIE, current, grouped
from maillage.exchange.organisations.lookups import Lookups, organisations_named
from maillage.exchange.organisations.matching import SHOWN_MATCHES, Alike, Finder, Match
from maillage.exchange.outcomes import Outcome, Plan, State
from maillage.kit.text import fold
from maillage.network.models import Organisation

COUNTRIES_TOLD, WORDS_TOLD = 5, 20
Known = dict[str, ImportKey]
Matches = Mapping[int, Sequence[Match]]  # line → records, the most probable first


def plan(
    table: Table, options: Options, *, found: Matches | None = None, probable: Finder = duplicates.probable
) -> Plan:
    """What each row of `table` would do. Raises FileRefused when the table as a whole cannot be understood.

    `probable` finds, for drafts that no import has brought in before, the records which they may be already; what it
    found in the same state of the directory may be given instead (`found`).
    """
    missing = [column for column in options.source_id if column not in table.headers]
    mapping = columns.mapped(table.headers, {**options.mapping, **dict.fromkeys(missing, "")}, table.mapping)
    if not any(columns.base(field)[0] in {"name", "acronym", "short_name"} for field in mapping.values()):
        raise FileRefused(
            _("No column holds the names. The columns are: %(columns)s.") % {"columns": ", ".join(table.headers)},
            _('Say which one does: --map "their column=name".'),
        )
    lookups = Lookups()
    drafter = Drafter(mapping, options, lookups)
    drafts = _drafts(table, drafter)
    if not drafts:
        raise empty_file()
    known = _known(options.source, drafts)
    found = _probable(drafts, known, probable) if found is None else found
    _name_networks(drafts, lookups, _uuids(found))
    cover = Cover(mapping.values(), dict.fromkeys(("", "ar", options.language, lookups.language)))
    outcomes = list(_outcomes(drafts, known, found, cover))
    used = [*mapping, *options.source_id]
    notes = [*table.notes, *_notes(drafter)]
    return Plan(outcomes, mapping, [header for header in table.headers if header not in used], notes)


def _notes(drafter: Drafter) -> Iterator[str]:
    if drafter.nothings:
        yield ngettext(
            "%(count)s cell that says NA, N/A or - was read as empty.",
            "%(count)s cells that say NA, N/A or - were read as empty.",
            drafter.nothings,
        ) % {"count": drafter.nothings}
    for country, count in drafter.lookups.places.absent.most_common(COUNTRIES_TOLD):
        yield ngettext(
            "%(count)s row names a town of %(country)s that is known but is no territory here: its place is the region or the country. To open the towns of a country: maillage towns %(country)s",
            "%(count)s rows name towns of %(country)s that are known but are no territories here: their place is the region or the country. To open the towns of a country: maillage towns %(country)s",
            count,
        ) % {"count": count, "country": country}
    if drafter.unthemed:
        words = _(
            "Categories that are no theme here: %(words)s. Add those that matter to the themes, then import again."
        )
        yield words % {"words": _told(drafter.unthemed)}
    for column in {column: None for (column, _cell), count in drafter.unkinded.items() if count > 1}:
        found = Counter({cell: count for (each, cell), count in drafter.unkinded.items() if each == column and count})
        words = _("“%(column)s” holds what is no kind of organisation: %(words)s. If these are themes: %(option)s.")
        option = f'--map "{column}=themes"'
        yield words % {"column": column, "words": _told(found), "option": option}


def _told(words: Counter[str]) -> str:
    """The most frequent ones, with how often each is met."""
    told = [f"{word} ({count})" for word, count in words.most_common(WORDS_TOLD)]
    return ", ".join(told) + (" …" if len(words) > WORDS_TOLD else "")


def _drafts(table: Table, drafter: Drafter) -> list[Draft]:
    """A key met twice names two rows; which one is right cannot be known. What is refused keeps its cells."""
    drafts: list[Draft] = []
    first: dict[str, int] = {}
    for row in table.rows:
        draft = drafter.draft(row)
        if not draft.is_refused and first.setdefault(draft.key, draft.line) != draft.line:
            reason = _(
                "This row has the same id as line %(line)s (or the same name and country, when rows have no id)."
            )
            mend = _("Keep one of the two, or give each an id of its own.")
            draft.warn("", reason % {"line": first[draft.key]}, mend, refuses=True)
        if draft.is_refused:
            draft.cells = row.cells
        drafts.append(draft)
    return drafts


def _known(source: str, drafts: list[Draft]) -> Known:
    """The rows of this source that were brought in before, and the record each has become (merged ones followed)."""
    rows = ImportKey.objects.filter(source=source).select_related("organisation__merged_into")
    known = {row.key: row for row in rows.iterator(chunk_size=5000)}
    for draft in drafts:
        if row := known.get(draft.key):
            while row.organisation.merged_into is not None:
                row.organisation = row.organisation.merged_into
            draft.uuid = row.organisation.uuid
    return known


def _probable(drafts: list[Draft], known: Known, probable: Finder) -> Matches:
    """Line → the records which a row that was never brought in may be."""
    new = [draft for draft in drafts if not draft.is_refused and draft.key not in known]
    return {line: matches[:SHOWN_MATCHES] for line, matches in probable(new).items() if matches} if new else {}


def _uuids(found: Matches) -> dict[int, set[UUID]]:
    ids = {match.organisation_id for matches in found.values() for match in matches}
    uuids = dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "uuid"))
    return {line: {uuids[match.organisation_id] for match in matches} for line, matches in found.items()}


def _name_networks(drafts: list[Draft], lookups: Lookups, alike: dict[int, set[UUID]]) -> None:
    """Turn the names of networks into ties: to the one organisation, here or in the file, that bears the name.

    A row that may be a record which bears the same name (`alike`: line → records) is not a second bearer of it.
    """
    named = {name for draft in drafts for _column, name in draft.networks}
    if not named:
        return
    bearers = organisations_named(named)
    for draft in drafts:
        if not draft.is_refused:
            for name in _names_of(draft):
                if not alike.get(draft.line, set()) & bearers.get(name, set()):
                    bearers.setdefault(name, set()).add(draft.uuid)
    for draft in drafts:
        for column, name in draft.networks:
            _tie(draft, column, name, bearers.get(fold(name), set()), lookups)


def _names_of(draft: Draft) -> Iterable[str]:
    return {fold(value[0]) for slot, values in draft.slots.items() if slot.startswith("name/") for value in values}


def _tie(draft: Draft, column: str, name: str, found: set[UUID], lookups: Lookups) -> None:
    if lookups.member_of is None:
        draft.warn(
            column, _("The tie “member of” does not exist here."), _("Load the vocabularies first: maillage migrate.")
        )
    elif found == {draft.uuid}:
        draft.warn(column, _("An organisation cannot be a member of itself."), _("Empty the cell."))
    elif len(found) != 1:
        reason = _("“%(name)s” is not known here.") if not found else _("“%(name)s” names several organisations.")
        draft.warn(
            column, reason % {"name": name[:80]}, _("Write its name as it is here, or add it as a row of this file.")
        )
    else:
        draft.add(TIE, (next(iter(found)).hex,))


def _outcomes(drafts: list[Draft], known: Known, found: Matches, cover: Cover) -> Iterator[Outcome]:
    compared = {
        row.organisation.pk
        for draft in drafts
        if not draft.is_refused and (row := known.get(draft.key)) and row.digest != draft.digest()
    }
    compared |= {match.organisation_id for matches in found.values() for match in matches}
    now = {pk: slots for ids in grouped(compared) for pk, slots in current(ids).items()}
    for draft in drafts:
        row = known.get(draft.key)
        target = Target(row.organisation.pk, row.pk) if row else Target(None)
        matches: list[Alike] = []
        if draft.is_refused:
            state = State.REFUSED
        elif row is None:
            matches = [_alike(match, draft, now[match.organisation_id], cover) for match in found.get(draft.line, ())]
            state = State.DUPLICATE if matches else State.NEW
        elif row.digest == draft.digest():
            state = State.SAME
        else:
            compare(target, draft.slots, row.slots, now[row.organisation.pk], cover)
            state = State.CHANGED if target.changes else State.SAME
        for slot in target.kept:
            draft.warn(words(slot), _("Changed here since the last import: kept as it is here."))
        changes = tuple(words(slot) for slot in target.changes)
        problems = tuple(draft.problems)
        yield Outcome(draft.line, draft.title, state, problems, changes, draft, target, tuple(matches), draft.cells)


def _alike(match: Match, draft: Draft, now: Current, cover: Cover) -> Alike:
    """What would become of the record if the row is the same: it gets what it lacks, and keeps what it says."""
    target = Target(match.organisation_id)
    compare(target, draft.slots, {}, now, cover)
    return Alike(match, target)
