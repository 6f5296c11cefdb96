"""CSV as spreadsheets write it."""

import pytest

from maillage.exchange import formats
from maillage.exchange.errors import FileRefused


def table(tmp_path, content: bytes):
    file = tmp_path / "list.txt"
    file.write_bytes(content)
    read = formats.read(file)
    return read, list(read.rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(tmp_path, delimiter):
    read, rows = table(tmp_path, f"nom{delimiter}pays\nLes amis{delimiter}France\n".encode())
    assert read.headers == ["nom", "pays"]
    assert rows[0].cells == {"nom": "Les amis", "pays": "France"}


def test_delimiter_inside_quotes_does_not_count(tmp_path):
    read, _rows = table(tmp_path, b'"a, b, c, d";pays\nx;France\n')
    assert read.headers == ["a, b, c, d", "pays"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encoding_is_found(tmp_path, encoding):
    read, rows = table(tmp_path, "nom,ville\nالجمعية,Liège\n".encode(encoding))
    assert rows[0].cells == {"nom": "الجمعية", "ville": "Liège"}
    assert read.notes == []


def test_windows_1252_is_read_and_told(tmp_path):
    read, rows = table(tmp_path, "nom,ville\nL’été,Liège\n".encode("cp1252"))
    assert rows[0].cells == {"nom": "L’été", "ville": "Liège"}
    assert "Windows-1252" in read.notes[0]


def test_line_is_where_the_record_begins(tmp_path):
    _read, rows = table(tmp_path, b'nom,note\r\n"Un","deux\r\nlignes"\r\n\r\nDeux,x\r\n')
    assert [row.line for row in rows] == [2, 5]
    assert rows[0].cells["note"] == "deux\nlignes"


def test_line_counts_what_excel_declares(tmp_path):
    _read, rows = table(tmp_path, b"sep=;\nnom;pays\nUn;France\n")
    assert rows[0].line == 3


def test_row_short_of_cells_is_refused_with_its_line(tmp_path):
    _read, rows = table(tmp_path, b"a,b,c,d\n1,2,3,4\nonly\n")
    (problem,) = rows[1].problems
    assert problem.refuses
    assert problem.line == 3
    assert "3" in problem.reason


def test_row_with_too_many_cells_is_refused_unless_they_are_empty(tmp_path):
    _read, rows = table(tmp_path, b"a,b\n1,2,3\n1,2,,\n")
    assert rows[0].problems[0].refuses
    assert not rows[1].problems


def test_unclosed_quote_is_refused_with_its_line(tmp_path):
    with pytest.raises(FileRefused, match="2"):
        table(tmp_path, b'nom,pays\n"Un,France\nDeux,France\n')


def test_same_header_twice_is_numbered(tmp_path):
    read, _rows = table(tmp_path, b"nom,nom,\nx,y,z\n")
    assert read.headers[:2] == ["nom", "nom (2)"]
    assert len(set(read.headers)) == 3


def test_cell_neutralised_on_export_is_restored(tmp_path):
    _read, rows = table(tmp_path, b"nom\n'=SOMME\n'tis\n")
    assert [row.cells["nom"] for row in rows] == ["=SOMME", "'tis"]


def test_header_only_has_no_rows(tmp_path):
    _read, rows = table(tmp_path, b"nom,pays\n")
    assert rows == []
