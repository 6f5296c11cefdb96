"""ODS, read row by row as it is unpacked: formulas by the value they last had, merged cells by their first."""

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats import sheets
from maillage.exchange.formats.packed import locked
from maillage.exchange.formats.table import COLUMN_LIMIT, Row, Table

TABLE, OFFICE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{part}:1.0}}" for part in ("table", "office", "text"))
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
ROW, SHEET = f"{TABLE}table-row", f"{TABLE}table"
ROW_LIMIT = 1_048_576  # of every spreadsheet program; "repeated" attributes may claim any number
VALUES = {"date": "date-value", "boolean": "boolean-value", "string": "string-value", "time": "time-value"}
NUMBERS = {"float", "currency", "percentage"}


def read(path: Path, *, sheet: str = "") -> Table:
    reader = _Reader(path, sheet)
    found = sheets.table("ods", reader.lines())
    found.rows = _noting(found, found.rows, reader)
    return found


def _noting(found: Table, rows: Iterable[Row], reader: "_Reader") -> Iterator[Row]:
    """The rows; what is only known once all have been read is noted after the last."""
    yield from rows
    sheets.told_of_sheets(found, reader.sheet, reader.names)
    if reader.has_merged:
        found.notes.append(sheets.merged_note())


class _Reader:
    """One pass through the sheets. Without a name, the first sheet with a row that is not blank is the one."""

    def __init__(self, path: Path, sheet: str) -> None:
        self.path, self.sheet, self.names = path, sheet, list[str]()
        self.has_merged = False
        self._spans: dict[int, tuple[Any, int]] = {}  # column → value of a cell that spans rows, last of them

    def lines(self) -> sheets.Lines:
        with zipfile.ZipFile(self.path) as package, package.open("content.xml") as xml, _whole():
            yield from self._of_chosen(iterparse(xml, ("start", "end"), forbid_dtd=True))
        if self.sheet and self.sheet not in self.names:
            raise FileRefused(
                _("There is no sheet “%(sheet)s”.") % {"sheet": self.sheet},
                _("Its sheets are: %(sheets)s.") % {"sheets": ", ".join(self.names)},
            )

    def _of_chosen(self, events: Iterator[tuple[str, Element]]) -> sheets.Lines:
        line, page = 0, None
        for event, element in events:
            if element.tag == SHEET and event == "start":
                self.names.append(element.get(f"{TABLE}name", ""))
                line, page, self._spans = 0, element, {}
            elif element.tag == ROW and event == "end" and page is not None:
                repeated = int(element.get(f"{TABLE}number-rows-repeated", 1))
                for cells in self._repeated(element, line + 1, repeated):
                    line += 1
                    yield line, cells
                    repeated -= 1
                line += repeated
                element.clear()
                page.clear()  # it would hold every row

    def _repeated(self, row: Element, line: int, count: int) -> Iterator[list[Any]]:
        """The cells of a row as often as it stands there; nothing when it is blank or of another sheet."""
        if self.sheet not in {"", self.names[-1]}:
            return
        for number in range(line, min(line + count, ROW_LIMIT)):
            cells = self._cells(row, number)
            if not any(sheets.text(cell) for cell in cells):
                return
            self.sheet = self.names[-1]
            yield cells

    def _cells(self, row: Element, line: int) -> list[Any]:
        cells: list[Any] = []
        for cell in row:
            if cell.tag not in CELLS:
                continue
            value = self._spanned(cell, len(cells) + 1, line)
            room = COLUMN_LIMIT + 1 - len(cells)
            cells += [value] * min(int(cell.get(f"{TABLE}number-columns-repeated", 1)), room)
        return cells

    def _spanned(self, cell: Element, column: int, line: int) -> Any:
        value, last = self._spans.get(column, (None, 0))
        if cell.tag.endswith("covered-table-cell"):
            return value if line <= last else None
        value = _value(cell, f"{get_column_letter(column)}{line}")
        down = int(cell.get(f"{TABLE}number-rows-spanned", 1))
        self.has_merged |= down > 1 or int(cell.get(f"{TABLE}number-columns-spanned", 1)) > 1
        if down > 1:
            self._spans[column] = (value, line + down - 1)
        return value


def _value(cell: Element, name: str) -> Any:
    kind = cell.get(f"{OFFICE}value-type", "")
    if kind in NUMBERS:
        return _number(cell.get(f"{OFFICE}value", ""))
    said = cell.get(f"{OFFICE}{VALUES[kind]}") if kind in VALUES else None
    if kind == "boolean":
        return said == "true"
    if kind == "date" and said:
        return said.removesuffix("T00:00:00")
    text = "\n".join(_paragraph(part) for part in cell.findall(f"{TEXT}p"))
    if cell.get(f"{TABLE}formula") and not kind and not text:
        return sheets.Unknown(name)
    return text or said


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _paragraph(element: Element) -> str:
    """Its text; runs of blanks and line ends are elements of their own."""
    words = [element.text or ""]
    for part in element:
        if part.tag == f"{TEXT}s":
            words.append(" ")
        elif part.tag == f"{TEXT}line-break":
            words.append("\n")
        elif not part.tag.startswith(OFFICE):  # notes beside the cell are not its value
            words.append(_paragraph(part))
        words.append(part.tail or "")
    return "".join(words)


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except DefusedXmlException as problem:
        raise FileRefused(
            _("This file declares entities, as files made to harm do; it is not read."),
            _("Save it again with a spreadsheet program, or as CSV."),
        ) from problem
    except (ParseError, zipfile.BadZipFile, ValueError) as problem:
        raise locked() from problem
