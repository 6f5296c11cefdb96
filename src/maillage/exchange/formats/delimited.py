"""CSV and TSV: comma, semicolon, tab or bar; quoted cells may hold line ends."""

import csv
import re
from collections.abc import Iterator
from typing import TextIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats.encoding import TextFile
from maillage.exchange.formats.table import CELL_LIMIT, Row, Table, distinct, empty_file, tidy
from maillage.exchange.outcomes import Problem

DELIMITERS = ",;\t|"
SAMPLE = 100_000
QUOTED = re.compile(r'"[^"]*"')


def read(text: TextFile) -> Table:
    """The file is read while the rows are: a long one is never held whole."""
    csv.field_size_limit(CELL_LIMIT)
    head = text.head(SAMPLE)
    declared = re.match(r"sep=(.)(\r\n?|\n)", head)  # what Excel writes for itself
    lines = _records(text, declared[1] if declared else _delimiter(head), skipped=bool(declared))
    header = next(lines, None)
    if header is None:
        raise empty_file()
    headers = distinct(header[1])
    return Table("csv", headers, _rows(lines, headers))


def _delimiter(head: str) -> str:
    """The sign that parts the header, outside quotes; a single column needs none."""
    first = next((line for line in re.split(r"[\r\n]+", QUOTED.sub("", head)) if line.strip()), "")
    return max(DELIMITERS, key=first.count)


def _records(text: TextFile, delimiter: str, *, skipped: bool) -> Iterator[tuple[int, list[str]]]:
    """(line where it begins, cells) of each record that is not blank."""
    with text.open() as file:
        if file.read(1) != "\ufeff":
            file.seek(0)
        if skipped:
            file.readline()
        yield from _parted(file, delimiter, 1 + skipped)


def _parted(file: TextIO, delimiter: str, first: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    begins = first
    try:
        for cells in reader:
            tidied = [tidy(cell) for cell in cells]
            if any(tidied):
                yield begins, tidied
            begins = reader.line_num + first
    except csv.Error as problem:
        raise FileRefused(
            _("Line %(line)s cannot be read: %(problem)s.") % {"line": begins, "problem": problem},
            _("Look for a quotation mark that is opened there and not closed."),
        ) from problem


def _rows(records: Iterator[tuple[int, list[str]]], headers: list[str]) -> Iterator[Row]:
    for line, cells in records:
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
