"""ODS: sheets, formulas, merged and repeated cells, and files made to harm."""

import pytest
from tests.exchange.formats.reading import packed, table

from maillage.exchange.errors import FileRefused

HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
TAIL = "</office:spreadsheet></office:body></office:document-content>"
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def cell(text="", **attributes):
    said = "".join(f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-cell{said}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def row(*cells, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def sheet(name, *rows):
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


@pytest.fixture
def book(tmp_path):
    def book(*sheets, prolog="", **options):
        content = packed(tmp_path, mimetype=MIME, content__xml=prolog + HEAD + "".join(sheets) + TAIL)
        return table(tmp_path, content, **options)

    return book


def words(*texts):
    return row(*(cell(text, office__value_type="string") for text in texts))


def test_values_are_read_by_their_kind(book):
    read, rows = book(
        sheet(
            "A",
            words("nom", "fondée", "points", "oui", "note"),
            row(
                cell("Un", office__value_type="string"),
                cell("12/05/98", office__value_type="date", office__date_value="1998-05-12"),
                cell("1 234,50", office__value_type="float", office__value="1234.5"),
                cell("VRAI", office__value_type="boolean", office__boolean_value="true"),
                cell("a<text:s/>b<text:line-break/>c", office__value_type="string"),
            ),
        )
    )
    assert read.format == "ods"
    assert rows[0].cells == {"nom": "Un", "fondée": "1998-05-12", "points": "1234.5", "oui": "yes", "note": "a b\nc"}


def test_blank_rows_are_skipped_and_lines_still_counted(book):
    _read, rows = book(
        sheet("A", words("nom"), row(cell(), repeated=3), words("Un"), row(cell(), repeated=1_048_571)), sheet("B")
    )
    assert [(each.line, each.cells) for each in rows] == [(5, {"nom": "Un"})]


def test_repeated_rows_and_cells_are_each_read(book):
    _read, rows = book(
        sheet(
            "A",
            words("a", "b", "c"),
            row(cell("x", office__value_type="string", table__number_columns_repeated=3), repeated=2),
        )
    )
    assert [each.cells for each in rows] == [{"a": "x", "b": "x", "c": "x"}] * 2


def test_merged_cells_hold_their_value_in_each_row(book):
    covered = "<table:covered-table-cell/>"
    read, rows = book(
        sheet(
            "A",
            words("pays", "nom"),
            row(cell("Togo", office__value_type="string", table__number_rows_spanned=2), cell("Un")),
            row(covered, cell("Deux")),
            row(cell("Mali"), cell("Trois")),
        )
    )
    assert [each.cells["pays"] for each in rows] == ["Togo", "Togo", "Mali"]
    assert "Merged" in read.notes[-1]


def test_formula_has_its_last_value_or_refuses_its_row(book):
    _read, rows = book(
        sheet(
            "A",
            words("nom", "n"),
            row(cell("Un"), cell("2", office__value_type="float", office__value="2", table__formula="of:=1+1")),
            row(cell("Deux"), cell(table__formula="of:=1+1")),
            row(cell("Trois"), cell("Err:502", office__value_type="string", table__formula="of:=X()")),
        )
    )
    assert rows[0].cells["n"] == "2"
    assert rows[1].problems[0].refuses
    assert "B3" in rows[1].problems[0].reason
    assert "Err:502" in rows[2].problems[0].reason


def test_first_sheet_with_rows_is_read_and_the_others_told(book):
    sheets = [sheet("Vide"), sheet("Liste", words("nom"), words("Un")), sheet("Autre", words("x"))]
    read, rows = book(*sheets)
    assert [each.cells for each in rows] == [{"nom": "Un"}]
    assert "Liste" in read.notes[0]
    assert "Vide, Autre" in read.notes[0]
    read, _rows = book(*sheets, sheet="Autre")
    assert read.headers == ["x"]
    with pytest.raises(FileRefused, match="Vide, Liste, Autre"):
        book(*sheets, sheet="Rien")


def test_entities_are_refused(book):
    with pytest.raises(FileRefused, match="entities"):
        book(sheet("A", words("&a;")), prolog='<!DOCTYPE x [<!ENTITY a "aaaa">]>')


def test_enormous_unpacked_is_refused(tmp_path, settings):
    settings.IMPORT_LIMIT = 100_000
    content = packed(tmp_path, mimetype=MIME, content__xml="<x>" + " " * 500_000)
    with pytest.raises(FileRefused, match="enormous"):
        table(tmp_path, content)


def test_damaged_and_other_documents_are_refused(tmp_path):
    with pytest.raises(FileRefused, match="damaged"):
        table(tmp_path, packed(tmp_path, mimetype=MIME, content__xml=HEAD))
    with pytest.raises(FileRefused, match="no spreadsheet"):
        table(tmp_path, packed(tmp_path, mimetype="application/vnd.oasis.opendocument.text", content__xml=HEAD))
    with pytest.raises(FileRefused, match="no rows"):
        table(tmp_path, packed(tmp_path, mimetype=MIME, content__xml=HEAD + sheet("A") + TAIL))
