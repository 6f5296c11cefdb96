"""XLSX, read without running anything: formulas by the value they last had, merged cells by their first."""

import io
import re
import zipfile
from itertools import repeat
from pathlib import Path
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter, range_boundaries

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats import sheets
from maillage.exchange.formats.packed import locked
from maillage.exchange.formats.table import COLUMN_LIMIT, Table, empty_file

MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')
FORMULA = re.compile(rb"<f[\s>/]")
CHUNK = 1024 * 1024


def read(path: Path, *, sheet: str = "") -> Table:
    book = _open(path, data_only=True)
    page = _sheet(book, sheet)
    merged, has_formulas = _scan(path, page)
    formulas = _open(path, data_only=False)[page.title] if has_formulas else None
    found = sheets.table("xlsx", sheets.filled(_lines(page, formulas), merged))
    sheets.told_of_sheets(found, page.title, book.sheetnames)
    if merged:
        found.notes.append(sheets.merged_note())
    return found


def _open(path: Path, *, data_only: bool) -> Any:
    try:
        return openpyxl.load_workbook(
            io.BytesIO(path.read_bytes()), read_only=True, data_only=data_only, keep_links=False
        )
    except Exception as problem:  # openpyxl raises whatever its XML reader meets
        raise locked() from problem


def _sheet(book: Any, name: str) -> Any:
    if name and name not in book.sheetnames:
        raise FileRefused(
            _("There is no sheet “%(sheet)s”.") % {"sheet": name},
            _("Its sheets are: %(sheets)s.") % {"sheets": ", ".join(book.sheetnames)},
        )
    pages = [book[name]] if name else book.worksheets
    for page in pages:
        page.reset_dimensions()  # what the file says of its own size is often wrong
        if any(any(sheets.text(cell) for cell in row) for row in page.iter_rows(max_row=20, values_only=True)):
            return page
    raise empty_file()


def _scan(path: Path, page: Any) -> tuple[list[sheets.Range], bool]:
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


def _lines(page: Any, formulas: Any | None) -> sheets.Lines:
    """(line, cells) of each row; a formula that has no kept value is the formula itself, which begins with "="."""
    values = page.iter_rows(values_only=True)
    written = formulas.iter_rows(values_only=True) if formulas is not None else repeat(())
    for line, (cells, as_written) in enumerate(zip(values, written, strict=False), start=1):
        row = list(cells[: COLUMN_LIMIT + 1])
        for place, formula in enumerate(as_written[: len(row)]):
            if row[place] is None and _is_formula(formula):
                row[place] = sheets.Unknown(f"{get_column_letter(place + 1)}{line}")
        yield line, row


def _is_formula(cell: Any) -> bool:
    return (isinstance(cell, str) and cell.startswith("=")) or type(cell).__name__ in {
        "ArrayFormula",
        "DataTableFormula",
    }
