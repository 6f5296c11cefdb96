"""What workbooks of every make have in common: merged cells, formulas nobody has worked out, cells as text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from maillage.exchange.formats.table import Row, Table, distinct, empty_file, tidy
from maillage.exchange.outcomes import Problem

Range = tuple[int, int, int, int]  # first column, first row, last column, last row; from 1
Lines = Iterator[tuple[int, list[Any]]]  # (line, cells)
ERROR = re.compile(r"^(#.*[!?]|#N/A|Err:\d+)$")


class Unknown(str):
    """The name of a cell whose formula nobody has worked out."""

    __slots__ = ()


def table(name: str, lines: Lines) -> Table:
    """The first line that is not blank is the header."""
    header = next(lines, None)
    if header is None:
        raise empty_file()
    width = max((place for place, cell in enumerate(header[1], start=1) if text(cell)), default=0)
    headers = distinct([text(cell) for cell in header[1][:width]])
    return Table(name, headers, _rows(lines, headers))


def told_of_sheets(found: Table, read: str, names: Iterable[str]) -> None:
    """Say which sheets were not read."""
    if others := [name for name in names if name != read]:
        found.notes.append(
            _("Read from the sheet “%(sheet)s”; not read: %(others)s.") % {"sheet": read, "others": ", ".join(others)}
        )


def merged_note() -> str:
    return _("Merged cells were read as if each held their value.")


def filled(lines: Lines, merged: Iterable[Range]) -> Lines:
    """Rows that are not blank, with the value of a merged range that spans rows in each of its rows."""
    starts: dict[int, list[Range]] = defaultdict(list)
    for found in merged:
        starts[found[1]].append(found)
    held: dict[Range, Any] = {}
    for line, cells in lines:
        held = {found: value for found, value in held.items() if line <= found[3]}
        for (column, *_rest), value in held.items():
            cells[column - 1 : column] = [value]
        held |= {found: cells[found[0] - 1] for found in starts[line] if found[0] <= len(cells)}
        if any(text(cell) for cell in cells):
            yield line, cells


def _rows(lines: Lines, headers: list[str]) -> Iterator[Row]:
    for line, cells in lines:
        found: dict[str, str] = {}
        problems: list[Problem] = []
        for header, cell in zip(headers, cells, strict=False):
            if isinstance(cell, Unknown):
                problems.append(_no_value(line, header, cell))
            elif ERROR.match(value := text(cell)) and value != "#N/A":  # "not available" is an empty cell
                reason = _("The cell holds an error: %(error)s.") % {"error": value}
                problems.append(Problem(line, header, reason, _("Mend the formula, or empty the cell.")))
            elif value:
                found[header] = value
        yield Row(line, found, tuple(problems))


def _no_value(line: int, header: str, cell: str) -> Problem:
    return Problem(
        line,
        header,
        _("Cell %(cell)s is a formula without a value.") % {"cell": str(cell)},
        _("Open the workbook in a spreadsheet program and save it, or paste values in place of formulas."),
        refuses=True,
    )


def text(cell: Any) -> str:
    """A cell as text: whole numbers without a point, days without an hour."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return tidy(str(cell))
