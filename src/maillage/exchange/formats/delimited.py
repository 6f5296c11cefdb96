"""CSV and TSV: comma, semicolon, tab or bar; quoted cells may hold line ends."""

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats.table import CELL_LIMIT, Row, Table, distinct, empty_file, tidy
from maillage.exchange.outcomes import Problem

DELIMITERS = ",;\t|"
QUOTED = re.compile(r'"[^"]*"')


def read(text: str) -> Table:
    csv.field_size_limit(CELL_LIMIT)
    text = text.removeprefix("\ufeff")
    declared = re.match(r"sep=(.)\r?\n", text)  # what Excel writes for itself
    lines = _records(text[declared.end() :] if declared else text, declared[1] if declared else _delimiter(text))
    start = 1 if declared else 0
    header = next(((line, cells) for line, cells in lines if any(cells)), None)
    if header is None:
        raise empty_file()
    return Table("csv", distinct(header[1]), _rows(lines, distinct(header[1]), start))


def _delimiter(text: str) -> str:
    """The sign that parts the header, outside quotes; a single column needs none."""
    first = next((line for line in QUOTED.sub("", text[:100_000]).splitlines() if line.strip()), "")
    return max(DELIMITERS, key=first.count)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """(line where it begins, cells) of each record that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            tidied = [tidy(cell) for cell in cells]
            if any(tidied):
                yield begins, tidied
            begins = reader.line_num + 1
    except csv.Error as problem:
        raise FileRefused(
            _("Line %(line)s cannot be read: %(problem)s.") % {"line": begins, "problem": problem},
            _("Look for a quotation mark that is opened there and not closed."),
        ) from problem


def _rows(records: Iterator[tuple[int, list[str]]], headers: list[str], shift: int) -> Iterator[Row]:
    for begins, cells in records:
        line = begins + shift
        problem = _misshapen(line, len(cells) - len(headers))
        if len(cells) > len(headers) and not any(cells[len(headers) :]):
            problem = ()
        yield Row(line, {header: cell for header, cell in zip(headers, cells, strict=False) if cell}, problem)


def _misshapen(line: int, difference: int) -> tuple[Problem, ...]:
    """A row with fewer or more cells than the header: what stands where cannot be known."""
    if not difference:
        return ()
    if difference < 0:
        reason = ngettext("%(count)s cell is missing.", "%(count)s cells are missing.", -difference)
    else:
        reason = ngettext("There is %(count)s cell too many.", "There are %(count)s cells too many.", difference)
    mend = _("Give the line as many cells as the header; put quotation marks around cells that hold the delimiter.")
    return (Problem(line, "", reason % {"count": abs(difference)}, mend, refuses=True),)
