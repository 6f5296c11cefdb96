"""From a table to a plan: what every row would do. Nothing is written here."""

from collections import Counter
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.exchange import columns
from maillage.exchange.errors import FileRefused
from maillage.exchange.formats.table import Table, empty_file
from maillage.exchange.kinds import Options
from maillage.exchange.models import ImportKey
from maillage.exchange.organisations.compare import Cover, Target, compare, words
from maillage.exchange.organisations.draft import Draft, Drafter
from maillage.exchange.organisations.families import TIE, current, grouped
from maillage.exchange.organisations.lookups import Lookups, organisations_named
from maillage.exchange.outcomes import Outcome, Plan, State
from maillage.kit.text import fold

COUNTRIES_TOLD, WORDS_TOLD = 5, 20
Known = dict[str, ImportKey]


def plan(table: Table, options: Options) -> Plan:
    """What each row of `table` would do. Raises FileRefused when the table as a whole cannot be understood."""
    missing = [column for column in options.source_id if column not in table.headers]
    mapping = columns.mapped(table.headers, {**options.mapping, **dict.fromkeys(missing, "")}, table.mapping)
    if not any(columns.base(field)[0] in {"name", "acronym", "short_name"} for field in mapping.values()):
        raise FileRefused(
            _("No column holds the names. The columns are: %(columns)s.") % {"columns": ", ".join(table.headers)},
            _('Say which one does: --map "their column=name".'),
        )
    lookups = Lookups()
    drafter = Drafter(mapping, options, lookups)
    drafts = [drafter.draft(row) for row in table.rows]
    if not drafts:
        raise empty_file()
    _refuse_repeated(drafts)
    known = _known(options.source, drafts)
    _name_networks(drafts, known, lookups)
    cover = Cover(mapping.values(), dict.fromkeys(("", "ar", options.language, lookups.language)))
    outcomes = list(_outcomes(drafts, known, cover))
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


def _refuse_repeated(drafts: list[Draft]) -> None:
    """A key met twice names two rows; which one is right cannot be known."""
    first: dict[str, int] = {}
    for draft in drafts:
        if draft.is_refused:
            continue
        if draft.key in first:
            reason = _(
                "This row has the same id as line %(line)s (or the same name and country, when rows have no id)."
            )
            draft.warn(
                "",
                reason % {"line": first[draft.key]},
                _("Keep one of the two, or give each an id of its own."),
                refuses=True,
            )
        first.setdefault(draft.key, draft.line)


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


def _name_networks(drafts: list[Draft], known: Known, lookups: Lookups) -> None:
    """Turn the names of networks into ties: to the one organisation, here or in the file, that bears the name."""
    named = {name for draft in drafts for _column, name in draft.networks}
    if not named:
        return
    bearers = organisations_named(named)
    for draft in drafts:
        if not draft.is_refused:
            for name in _names_of(draft):
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


def _outcomes(drafts: list[Draft], known: Known, cover: Cover) -> Iterator[Outcome]:
    compared = {
        row.organisation.pk
        for draft in drafts
        if not draft.is_refused and (row := known.get(draft.key)) and row.digest != draft.digest()
    }
    now = {pk: slots for ids in grouped(compared) for pk, slots in current(ids).items()}
    for draft in drafts:
        row = known.get(draft.key)
        target = Target(row.organisation.pk, row.pk) if row else Target(None)
        if draft.is_refused:
            state = State.REFUSED
        elif row is None:
            state = State.NEW
        elif row.digest == draft.digest():
            state = State.SAME
        else:
            compare(target, draft.slots, row.slots, now[row.organisation.pk], cover)
            state = State.CHANGED if target.changes else State.SAME
        for slot in target.kept:
            draft.warn(words(slot), _("Changed here since the last import: kept as it is here."))
        changes = tuple(words(slot) for slot in target.changes)
        yield Outcome(draft.line, draft.title, state, tuple(draft.problems), changes, draft, target)
