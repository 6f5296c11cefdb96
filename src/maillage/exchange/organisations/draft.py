"""One row of a file as a draft: what it says of an organisation, in slots, with every problem met on the way.

A slot is one place where values can stand ("name/official/ar", "contact/email", "place/seat"); a value is a tuple of
plain things, so that it can be digested, compared with what is in the directory, and written.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.exchange import values
from maillage.exchange.columns import base
from maillage.exchange.formats.table import Row
from maillage.exchange.kinds import Options
from maillage.exchange.organisations.lookups import Lookups
from maillage.exchange.organisations.place import draft_place
from maillage.exchange.outcomes import Problem
from maillage.kit.text import fold
from maillage.network.enums import ContactKind, IdentifierScheme, NameKind
from maillage.network.validators import identifier_warning, normalise_identifier

Value = tuple[Any, ...]
NAME_LIMIT, KEY_LIMIT, NUMBER_LIMIT, QUOTED = 250, 200, 80, 60
NAME_KINDS = {
    "name": NameKind.OFFICIAL,
    "short_name": NameKind.SHORT,
    "acronym": NameKind.ACRONYM,
    "former_name": NameKind.FORMER,
}
IDENTIFIERS = {
    "rna": IdentifierScheme.RNA,
    "siren": IdentifierScheme.SIREN,
    "siret": IdentifierScheme.SIRET,
    "wikidata": IdentifierScheme.WIKIDATA,
    "org_id": IdentifierScheme.ORG_ID,
    "identifier": IdentifierScheme.OTHER,
}
CONTACTS: dict[str, tuple[ContactKind, Callable[[str], str], str]] = {
    "website": (ContactKind.WEBSITE, values.website, ";|\n "),
    "social": (ContactKind.SOCIAL, values.website, ";|\n "),
    "email": (ContactKind.EMAIL, values.email, ";,|\n "),
    "phone": (ContactKind.PHONE, values.phone, ";,|\n/"),
}
# What to do about a value that is not understood; put into words only when there is one.
KIND_MEND = gettext_lazy("Choose one of the kinds of organisation, such as association or network.")
STATE_MEND = gettext_lazy("Write active, dormant or dissolved.")
DATE_MEND = gettext_lazy("Write a year (1976), a month (2003-07) or a day (2003-07-14 or 14/07/2003).")
AUDIENCE_MEND = gettext_lazy("Write public, members or stewards.")
LANGUAGE_MEND = gettext_lazy("Write the name of a language, or its code (fr, ar).")
THEME_MEND = gettext_lazy("Add the theme first, or write one that exists.")
CONTACT_MENDS = {
    "website": gettext_lazy("Write the whole address, beginning with https://."),
    "social": gettext_lazy("Write the whole address, beginning with https://."),
    "email": gettext_lazy("Write one address such as name@example.org, or several with semicolons."),
    "phone": gettext_lazy("Write the number with its country code, such as +33 1 23 45 67 89."),
}


@dataclass(slots=True)
class Draft:
    line: int
    key: str = ""
    title: str = ""
    uuid: UUID = field(default_factory=uuid4)
    slots: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    networks: list[tuple[str, str]] = field(default_factory=list)  # (column, name) of the networks it is a member of
    problems: list[Problem] = field(default_factory=list)
    cells: dict[str, str] | None = None  # of a refused row, to be sent back

    @property
    def is_refused(self) -> bool:
        return any(problem.refuses for problem in self.problems)

    def add(self, slot: str, *found: Value) -> None:
        if found:
            self.slots[slot] = tuple(dict.fromkeys((*self.slots.get(slot, ()), *found)))

    def warn(self, column: str, reason: object, mend: object = "", *, refuses: bool = False) -> None:
        self.problems.append(Problem(self.line, column, str(reason), str(mend), refuses))

    def digest(self) -> str:
        return digest(sorted(self.slots.items()))


def digest(value: object) -> str:
    """A short fingerprint: what was imported is recognised without being kept a second time."""
    return hashlib.blake2b(_ENCODER.encode(value).encode(), digest_size=9).hexdigest()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


Cells = dict[str, list[tuple[str, str]]]  # field (with its language) → (column, cell) of each column mapped to it


class Drafter:
    """Makes drafts of the rows of one file."""

    def __init__(self, mapping: dict[str, str], options: Options, lookups: Lookups) -> None:
        self.mapping, self.options, self.lookups = mapping, options, lookups
        self.nothings = 0
        self.unkinded: Counter[tuple[str, str]] = Counter()  # (column, words) that are no kind of organisation → rows
        self.unthemed: Counter[str] = Counter()  # words of theme columns that no theme has → rows

    def draft(self, row: Row) -> Draft:
        draft = Draft(row.line, problems=list(row.problems))
        cells = self._cells(row)
        self._names(draft, cells)
        self._columns(draft, cells)
        self._texts(draft, cells)
        self._contacts(draft, cells)
        self._identifiers(draft, cells)
        draft_place(draft, cells, self.options, self.lookups.places)
        draft.networks = [
            (column, name) for column, cell in cells.get("member_of", ()) for name in values.parts(cell, ";|\n")
        ]
        draft.key = self._key(draft, row, cells)
        return draft

    def _cells(self, row: Row) -> Cells:
        found: Cells = {}
        for column, cell in row.cells.items():
            if values.is_nothing(cell):
                self.nothings += 1
            elif column in self.mapping:
                found.setdefault(self.mapping[column], []).append((column, cell))
        return found

    def _key(self, draft: Draft, row: Row, cells: Cells) -> str:
        """What recognises this row the next time: its id in the source, or its name and country."""
        if self.options.source_id:
            parts = [row.cells.get(column, "") for column in self.options.source_id]
            if not all(parts):
                column = self.options.source_id[parts.index("")]
                draft.warn(
                    column,
                    _("The id is missing."),
                    _("Give every row an id, or import without --source-id."),
                    refuses=True,
                )
            return " / ".join(parts)[:KEY_LIMIT]
        if ids := cells.get("source_id"):
            return ids[0][1][:KEY_LIMIT]
        countries = [fold(cell) for _column, cell in cells.get("territory", ())]
        return " | ".join(["name", fold(draft.title), *countries])[:KEY_LIMIT]

    def _names(self, draft: Draft, cells: Cells) -> None:
        for localised, found in cells.items():
            name, language = base(localised)
            if name not in NAME_KINDS:
                continue
            for column, cell in found:
                text = " ".join(cell.split())
                if len(text) > NAME_LIMIT:
                    reason = _("This name has %(count)s letters; at most %(limit)s are kept.") % {
                        "count": len(text),
                        "limit": NAME_LIMIT,
                    }
                    draft.warn(column, reason, _("Shorten it, and put the rest in the description."), refuses=True)
                    continue
                spoken = values.language_of(text, language or self.options.language)
                draft.add(f"name/{NAME_KINDS[name]}/{spoken}", (text,))
                draft.title = draft.title or text
        if not draft.title and not draft.is_refused:
            columns = [column for column, mapped in self.mapping.items() if base(mapped)[0] == "name"]
            draft.warn(
                ", ".join(columns), _("The name is missing."), _("Write the name, or delete the row."), refuses=True
            )

    def _columns(self, draft: Draft, cells: Cells) -> None:
        for name, parse, mend in (
            ("kind", values.kind, KIND_MEND),
            ("state", values.state, STATE_MEND),
            ("founded", _date, DATE_MEND),
            ("dissolved", _date, DATE_MEND),
            ("audience", values.audience, AUDIENCE_MEND),
        ):
            for column, cell in cells.get(name, ()):
                parsed = parse(cell)
                if parsed is None or parsed == "":
                    self.unkinded[column, cell] += name == "kind"
                    draft.warn(column, _not_understood(cell), mend)
                else:
                    draft.add(f"column/{name}", (parsed,))
        codes = self._each(draft, cells.get("languages", ()), values.language, LANGUAGE_MEND)
        if codes:
            draft.add("column/languages", (tuple(codes),))

    def _each(
        self, draft: Draft, found: Iterable[tuple[str, str]], parse: Callable[[str], str], mend: object
    ) -> list[str]:
        """The parts of some cells, each parsed; one that is not understood is left out and told."""
        codes: list[str] = []
        for column, cell in found:
            for part in values.parts(cell):
                if code := parse(part):
                    codes.append(code)
                else:
                    draft.warn(column, _not_understood(part), mend)
        return list(dict.fromkeys(codes))

    def _texts(self, draft: Draft, cells: Cells) -> None:
        texts: dict[str, list[str]] = {}
        for localised, found in cells.items():
            name, language = base(localised)
            if name == "description":
                for _column, cell in found:
                    spoken = values.language_of(cell, language or self.options.language or self.lookups.language)
                    texts.setdefault(spoken, []).append(cell)
        for language, parts in texts.items():
            draft.add(f"description/{language}", (values.paragraphs(parts),))
        self._themes(draft, cells.get("themes", ()))

    def _themes(self, draft: Draft, found: Iterable[tuple[str, str]]) -> None:
        """A comma may part two themes or stand in the name of one: "Culture, media" is told whole when neither is known."""
        for column, cell in found:
            for word in values.parts(cell, ";|\n"):
                parts = [word] if self.lookups.theme(word) else values.parts(word, ",")
                known = [part for part in parts if self.lookups.theme(part)]
                draft.add("theme/", *((self.lookups.theme(part),) for part in known))
                for part in [each for each in parts if each not in known] if known else [word]:
                    self.unthemed[part] += 1
                    reason = _("“%(word)s” is no theme here; it is left out.")
                    draft.warn(column, reason % {"word": part[:QUOTED]}, THEME_MEND)

    def _contacts(self, draft: Draft, cells: Cells) -> None:
        for name, (kind, parse, signs) in CONTACTS.items():
            for column, cell in cells.get(name, ()):
                for part in values.parts(cell, signs) if _all_valid(parse, values.parts(cell, signs)) else [cell]:
                    try:
                        draft.add(f"contact/{kind}", (parse(part),))
                    except ValidationError:
                        draft.warn(column, _not_understood(part), CONTACT_MENDS[name])

    def _identifiers(self, draft: Draft, cells: Cells) -> None:
        for name, scheme in IDENTIFIERS.items():
            for column, cell in cells.get(name, ()):
                number = normalise_identifier(scheme, cell)
                if len(number) > NUMBER_LIMIT:
                    draft.warn(column, _not_understood(cell), _("Write the number alone."))
                    continue
                draft.add(f"identifier/{scheme}", (number,))
                if warning := identifier_warning(scheme, number):
                    draft.warn(column, warning)


def _date(cell: str) -> str:
    try:
        return values.partial_date(cell)
    except ValidationError:
        return ""


def _all_valid(parse: Callable[[str], str], found: list[str]) -> bool:
    try:
        return bool([parse(part) for part in found])
    except ValidationError:
        return False


def _not_understood(cell: str) -> str:
    short = cell if len(cell) <= QUOTED else f"{cell[:QUOTED]}…"
    return _("“%(value)s” is not understood; it is left out.") % {"value": short}
