"""What every format is reduced to: headers, and rows of text with their line."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused
from maillage.exchange.outcomes import Problem
from maillage.kit.text import from_cell

COLUMN_LIMIT = 300
CELL_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `cells`: header → text, without the empty ones; `line`: where a person finds it in the file."""

    line: int
    cells: dict[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Table:
    """A file, read. `rows` is read once, from the first to the last; `notes` grows while it is.

    mapping: header → field of ours, for the headers whose meaning the format itself fixes ("ORG" of a vCard); it wins
             over what words say, and what people choose wins over it
    """

    format: str
    headers: list[str]
    rows: Iterable[Row]
    notes: list[str] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)


def gathered(name: str, rows: Iterable[Row], *, mapping: Mapping[str, str], notes: Iterable[str] = ()) -> Table:
    """A table of records that have no header line: its columns are all those that some record fills."""
    rows = list(rows)
    if not rows:
        raise empty_file()
    headers = list(dict.fromkeys(header for row in rows for header in row.cells))
    distinct(headers)
    known = {header: field for header, field in mapping.items() if header in headers}
    return Table(name, headers, rows, list(notes), known)


def tidy(text: str) -> str:
    """A cell as its author meant it: composed letters, no stray blanks, no NUL, no apostrophe against formulas."""
    text = unicodedata.normalize("NFC", text).replace("\x00", "").replace("\ufeff", "").replace("\r\n", "\n")
    return from_cell(text.strip())


def distinct(headers: Sequence[str]) -> list[str]:
    """Headers with a number after the second of the same name; those without a name are named by their place."""
    if len(headers) > COLUMN_LIMIT:
        raise FileRefused(
            _("This table has %(found)s columns; at most %(limit)s are read.")
            % {"found": len(headers), "limit": COLUMN_LIMIT},
            _("Delete the columns that are not needed."),
        )
    named: list[str] = []
    for place, header in enumerate(headers, start=1):
        base = " ".join(tidy(header).split()) or _("column %(number)s") % {"number": place}
        name, number = base, 2
        while name in named:
            name, number = f"{base} ({number})", number + 1
        named.append(name)
    return named


def empty_file() -> FileRefused:
    return FileRefused(
        _("This file has no rows."),
        _("Write the names of the columns on the first line, then one row per organisation."),
    )
