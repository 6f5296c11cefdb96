"""Spreadsheets: CSV written as it is read, XLSX and ODS built whole. A cell never becomes a formula."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

from django.utils.translation import gettext, pgettext
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from maillage.kit.text import as_cell
from maillage.network.formats.rows import Row

BOM = "\ufeff"  # spreadsheets read a CSV as UTF-8 only when it begins so
ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])  # what XML cannot hold
LIST = "; "


def headings() -> list[str]:
    return [
        gettext("Name"),
        gettext("Official name"),
        gettext("Acronym"),
        pgettext("heading", "Kind"),
        gettext("Place"),
        gettext("Latitude"),
        gettext("Longitude"),
        gettext("Themes"),
        gettext("Member of"),
        gettext("Working languages"),
        gettext("Founded"),
        gettext("Website"),
        gettext("Last confirmed"),
        gettext("Example"),
        gettext("Address of the page"),
        gettext("Identifier"),
    ]


def cells(row: Row) -> list[str]:
    point = next((place for place in row.places if place.latitude is not None), None)
    values = [
        row.title,
        row.official_name,
        row.acronym,
        row.kind_words,
        LIST.join(place.place for place in row.places if place.place),
        str(point.latitude) if point else "",
        str(point.longitude) if point else "",
        LIST.join(row.themes),
        LIST.join(row.networks),
        LIST.join(row.languages),
        row.founded,
        row.website,
        row.last_confirmed,
        gettext("example") if row.is_example else "",
        row.url,
        row.uuid,
    ]
    return [_safe(value) for value in values]


def _safe(value: str) -> str:
    """`value` as text for good; a plain negative number may stay a number."""
    text = value.translate(ILLEGAL)
    return text if _is_number(text) else as_cell(text)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit() and text.isascii()


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    yield BOM + _line(headings())
    for row in rows:
        yield _line(cells(row))


def _line(values: list[str]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerow(values)
    return buffer.getvalue()


def xlsx(rows: Iterable[Row], *, title: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "B2"
    head = [WriteOnlyCell(sheet, value=words) for words in headings()]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append(cells(row))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(rows: Iterable[Row], *, title: str) -> bytes:
    book = OpenDocumentSpreadsheet()
    sheet = Table(name=title[:31])
    for values in (headings(), *(cells(row) for row in rows)):
        line = TableRow()
        for value in values:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
