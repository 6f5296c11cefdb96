"""XLSX, read without running anything: formulas by the value they last had, merged cells by their first."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import repeat
from pathlib import Path
from typing import Any

import openpyxl
from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter, range_boundaries

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats.table import COLUMN_LIMIT, Row, Table, distinct, empty_file, tidy
from maillage.exchange.outcomes import Problem

UNPACKED = 4  # a workbook unpacks to at most so many times the limit for files
MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')
FORMULA = re.compile(rb"<f[\s>/]")
CHUNK = 1024 * 1024
ENTRIES = 5000
Range = tuple[int, int, int, int]  # first column, first row, last column, last row


def read(path: Path, *, sheet: str = "") -> Table:
    _check_package(path)
    book = _open(path, data_only=True)
    page = _sheet(book, sheet)
    merged, has_formulas = _scan(path, page)
    formulas = _open(path, data_only=False)[page.title] if has_formulas else None
    lines = _filled(_lines(page, formulas), merged)
    header = next(lines, None)
    if header is None:
        raise empty_file()
    width = max((place for place, cell in enumerate(header[1], start=1) if _text(cell)), default=0)
    headers = distinct([_text(cell) for cell in header[1][:width]])
    table = Table("xlsx", headers, _rows(lines, headers))
    others = [name for name in book.sheetnames if name != page.title]
    if others:
        table.notes.append(
            _("Read from the sheet “%(sheet)s”; not read: %(others)s.")
            % {"sheet": page.title, "others": ", ".join(others)}
        )
    if merged:
        table.notes.append(_("Merged cells were read as if each held their value."))
    return table


def _check_package(path: Path) -> None:
    """A workbook, of a size that can be unpacked: no program of another kind, no bomb."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except zipfile.BadZipFile as problem:
        raise FileRefused(_("This file is damaged."), _("Save or download it again.")) from problem
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        raise FileRefused(
            _("This is a packed file, but not an XLSX workbook."),
            _("Save its table as CSV (UTF-8), XLSX or GeoJSON and import that."),
        )
    if sum(entry.file_size for entry in entries) > UNPACKED * settings.IMPORT_LIMIT or len(entries) > ENTRIES:
        raise FileRefused(
            _("This workbook is small packed but enormous unpacked; it is not opened."),
            _("Copy its rows into a new workbook, or save them as CSV."),
        )


def _open(path: Path, *, data_only: bool) -> Any:
    try:
        return openpyxl.load_workbook(
            io.BytesIO(path.read_bytes()), read_only=True, data_only=data_only, keep_links=False
        )
    except Exception as problem:  # openpyxl raises whatever its XML reader meets
        raise FileRefused(
            _("This workbook cannot be opened; it is damaged or locked by a password."),
            _("Save it again without a password, or as CSV."),
        ) from problem


def _sheet(book: Any, name: str) -> Any:
    if name and name not in book.sheetnames:
        raise FileRefused(
            _("There is no sheet “%(sheet)s”.") % {"sheet": name},
            _("Its sheets are: %(sheets)s.") % {"sheets": ", ".join(book.sheetnames)},
        )
    pages = [book[name]] if name else book.worksheets
    for page in pages:
        page.reset_dimensions()  # what the file says of its own size is often wrong
        if any(any(_text(cell) for cell in row) for row in page.iter_rows(max_row=20, values_only=True)):
            return page
    raise empty_file()


def _scan(path: Path, page: Any) -> tuple[list[Range], bool]:
    """Merged ranges, and whether any cell is a formula."""
    merged, has_formulas, rest = [], False, b""
    with zipfile.ZipFile(path) as package, package.open(page._worksheet_path.lstrip("/")) as xml:  # noqa: SLF001 -- openpyxl hides it
        while chunk := xml.read(CHUNK):
            window = rest + chunk
            cut = window.rfind(b"<")
            window, rest = (window[:cut], window[cut:]) if cut > 0 else (window, b"")
            has_formulas = has_formulas or FORMULA.search(window) is not None
            merged += [range_boundaries(found.decode()) for found in MERGED.findall(window)]
        merged += [range_boundaries(found.decode()) for found in MERGED.findall(rest)]
    return merged, has_formulas


def _lines(page: Any, formulas: Any | None) -> Iterator[tuple[int, list[Any]]]:
    """(line, cells) of each row; a formula that has no kept value is the formula itself, which begins with "="."""
    values = page.iter_rows(values_only=True)
    written = formulas.iter_rows(values_only=True) if formulas is not None else repeat(())
    for line, (cells, as_written) in enumerate(zip(values, written, strict=False), start=1):
        row = list(cells[: COLUMN_LIMIT + 1])
        for place, formula in enumerate(as_written[: len(row)]):
            if row[place] is None and _is_formula(formula):
                row[place] = Unknown(f"{get_column_letter(place + 1)}{line}")
        yield line, row


class Unknown(str):
    """The name of a cell whose formula nobody has worked out."""

    __slots__ = ()


def _is_formula(cell: Any) -> bool:
    return (isinstance(cell, str) and cell.startswith("=")) or type(cell).__name__ in {
        "ArrayFormula",
        "DataTableFormula",
    }


def _filled(lines: Iterator[tuple[int, list[Any]]], merged: list[Range]) -> Iterator[tuple[int, list[Any]]]:
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
        if any(_text(cell) for cell in cells):
            yield line, cells


def _rows(lines: Iterator[tuple[int, list[Any]]], headers: list[str]) -> Iterator[Row]:
    for line, cells in lines:
        found: dict[str, str] = {}
        problems: list[Problem] = []
        for header, cell in zip(headers, cells, strict=False):
            if isinstance(cell, Unknown):
                problems.append(_no_value(line, header, cell))
            elif (text := _text(cell)).startswith("#") and text.endswith(("!", "?")):
                problems.append(
                    Problem(
                        line,
                        header,
                        _("The cell holds an error: %(error)s.") % {"error": text},
                        _("Mend the formula, or empty the cell."),
                    )
                )
            elif text:
                found[header] = text
        yield Row(line, found, tuple(problems))


def _no_value(line: int, header: str, cell: str) -> Problem:
    return Problem(
        line,
        header,
        _("Cell %(cell)s is a formula without a value.") % {"cell": str(cell)},
        _("Open the workbook in a spreadsheet program and save it, or paste values in place of formulas."),
        refuses=True,
    )


def _text(cell: Any) -> str:
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
