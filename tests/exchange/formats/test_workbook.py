# ruff: noqa: DTZ001 -- a workbook knows no time zones
"""XLSX: values as they were last worked out, merged cells, damaged and dangerous files."""

import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from maillage.exchange import formats
from maillage.exchange.errors import FileRefused


def book(tmp_path, *rows, merge: str = "", title: str = "Liste"):
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = title
    for row in rows:
        page.append(row)
    if merge:
        page.merge_cells(merge)
    file = tmp_path / "list.bin"
    workbook.save(file)
    return file


def read(file, **options):
    table = formats.read(file, **options)
    return table, list(table.rows)


def test_values_become_text(tmp_path):
    file = book(
        tmp_path,
        ["nom", "an", "jour", "oui"],
        ["Un", 1976.0, date(2003, 7, 14), True],
        ["Deux", 1.5, datetime(2003, 7, 14, 8), None],
    )
    _table, rows = read(file)
    assert rows[0].cells == {"nom": "Un", "an": "1976", "jour": "2003-07-14", "oui": "yes"}
    assert rows[1].cells == {"nom": "Deux", "an": "1.5", "jour": "2003-07-14 08:00:00"}


def test_line_is_that_of_the_sheet(tmp_path):
    _table, rows = read(book(tmp_path, [], ["nom"], [], ["Un"], [None], ["Deux"]))
    assert [row.line for row in rows] == [4, 6]


def test_formula_without_a_value_is_refused_by_cell(tmp_path):
    _table, rows = read(book(tmp_path, ["nom", "an"], ["Un", "=1970+6"]))
    (problem,) = rows[0].problems
    assert problem.refuses
    assert problem.field == "an"
    assert "B2" in problem.reason


def test_formula_with_a_value_is_read_by_it(tmp_path):
    file = book(tmp_path, ["nom", "an"], ["Un", "=1970+6"])
    worked_out = tmp_path / "worked-out.xlsx"
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(worked_out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith("sheet1.xml"):
                content = (
                    content.replace(b"<v></v>", b"<v>1976</v>")
                    .replace(b"<v />", b"<v>1976</v>")
                    .replace(b"<v/>", b"<v>1976</v>")
                )
            after.writestr(name, content)
    _table, rows = read(worked_out)
    assert rows[0].cells["an"] == "1976"
    assert rows[0].problems == ()


def test_error_in_a_cell_is_told(tmp_path):
    _table, rows = read(book(tmp_path, ["nom", "an"], ["Un", "#REF!"]))
    assert "#REF!" in rows[0].problems[0].reason
    assert not rows[0].problems[0].refuses


def test_merged_cells_hold_their_value_in_each_row(tmp_path):
    table, rows = read(
        book(tmp_path, ["pays", "nom"], ["Mali", "Un"], [None, "Deux"], ["Togo", "Trois"], merge="A2:A3")
    )
    assert [row.cells["pays"] for row in rows] == ["Mali", "Mali", "Togo"]
    assert table.notes


def test_sheet_is_chosen_by_name(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.title = "Vide"
    workbook.create_sheet("Membres").append(["nom"])
    workbook["Membres"].append(["Un"])
    file = tmp_path / "list.xlsx"
    workbook.save(file)
    table, rows = read(file)
    assert rows[0].cells == {"nom": "Un"}
    assert "Vide" in table.notes[0]
    with pytest.raises(FileRefused, match="Membres"):
        read(file, sheet="Absents")


def test_empty_workbook_is_refused(tmp_path):
    with pytest.raises(FileRefused):
        read(book(tmp_path))


def test_bomb_is_not_unpacked(tmp_path, settings):
    settings.IMPORT_LIMIT = 1024 * 1024
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 8 * 1024 * 1024)
    with pytest.raises(FileRefused):
        formats.read(file)


def test_damaged_workbook_is_refused(tmp_path):
    file = tmp_path / "list.xlsx"
    file.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    with pytest.raises(FileRefused):
        formats.read(file)
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("xl/workbook.xml", "<no")
    with pytest.raises(FileRefused):
        formats.read(file)
