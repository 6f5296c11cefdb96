"""What a file is, by its content; what to do with one that cannot be read."""

import zipfile

import pytest

from maillage.exchange import formats
from maillage.exchange.errors import FileRefused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "XLS"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "PNG"),
        (b"\x1f\x8b\x08\x00", "GZIP"),
        (b"<html><body>", "HTML"),
        (b"---\ntitle: x\n---\n", "Markdown"),
        (b"# A title\n\nand words\n", "Markdown"),
        (b"BEGIN:VCALENDAR\n", "iCalendar"),
        (b'<?xml version="1.0"?><gpx version="1.1">', "GPX"),
        (b'["name", "x"]', "GeoJSON"),
        (b'{"a": 1}', "GeoJSON"),
        (b'{"type": "Feature", ', "JSON"),
    ],
)
def test_other_formats_are_refused_with_a_mend(tmp_path, content, said):
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(FileRefused, match=said) as refused:
        formats.read(file)
    assert refused.value.mend


@pytest.mark.parametrize("content", [b"", b"  \n \n", b"\xef\xbb\xbf", b"\n\n"])
def test_empty_file_is_refused(tmp_path, content):
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(FileRefused):
        formats.read(file)


@pytest.mark.parametrize("content", [bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 40, b"\xff\x01\x02abc"])
def test_binary_file_is_refused(tmp_path, content):
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(FileRefused):
        formats.read(file)


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="nowhere"):
        formats.read(tmp_path / "nowhere.csv")


def test_file_over_the_limit_is_refused(tmp_path, settings):
    settings.IMPORT_LIMIT = 10
    file = tmp_path / "list.csv"
    file.write_bytes(b"nom,pays\nUn,France\n")
    with pytest.raises(FileRefused, match="MAILLAGE_IMPORT_LIMIT_MB"):
        formats.read(file)


def test_packed_file_of_another_kind_is_refused(tmp_path):
    file = tmp_path / "list.xlsx"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("content.xml", "<x/>")
    with pytest.raises(FileRefused, match="XLSX"):
        formats.read(file)


def test_too_many_columns_are_refused(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(",".join(f"c{n}" for n in range(400)) + "\n" + ",".join("x" * 400) + "\n")
    with pytest.raises(FileRefused, match="400"):
        formats.read(file)
