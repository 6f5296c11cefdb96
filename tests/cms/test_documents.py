"""What may be offered for download, known by its content."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.forms import get_document_form

from maillage.cms.documents import check_document
from maillage.cms.forms import FileForm
from maillage.cms.models import File


def packed(*names, mimetype=""):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<a/>")
    return out.getvalue()


ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.pdf", b"%PDF-1.7 ..."),
        ("report.odt", packed("content.xml", mimetype=ODT)),
        ("report.docx", packed("word/document.xml")),
        ("figures.csv", "année;membres\n2026;54\n".encode("latin-1")),
        ("book.epub", packed("a.xhtml", mimetype="application/epub+zip")),
    ],
)
def test_what_readers_open_comes_in(name, content):
    check_document(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.pdf", b"<html><script>alert(1)</script>"),
        ("page.txt", b"  <!DOCTYPE html><script>alert(1)</script>"),
        ("drawing.csv", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("report.odt", packed("content.xml")),
        ("report.docx", packed("xl/workbook.xml")),
        ("report.docx", b"PK not an archive"),
        ("program.exe", b"MZ"),
        ("figures.txt", b"\x7fELF\x01"),
        ("page.html", b"<p>hello</p>"),
        ("no-ending", b"%PDF-1.7"),
    ],
)
def test_what_is_something_else_is_refused(name, content):
    with pytest.raises(ValidationError) as refused:
        check_document(SimpleUploadedFile(name, content))
    assert refused.value.code == "not_a_document"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("macro.docx", packed("word/document.xml", "word/vbaProject.bin")),
        ("macro.odt", packed("Basic/Standard/Module1.xml", mimetype=ODT)),
        ("active.pdf", b"%PDF-1.7 /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        ("start.pdf", b"%PDF-1.7 << /S /Launch /F (calc.exe) >>"),
    ],
)
def test_what_could_run_something_is_refused(name, content):
    with pytest.raises(ValidationError) as refused:
        check_document(SimpleUploadedFile(name, content))
    assert refused.value.code == "active"


def test_a_large_file_is_refused_before_it_is_read(settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    with pytest.raises(ValidationError) as refused:
        check_document(SimpleUploadedFile("report.pdf", b"%PDF-1.7 longer"))
    assert refused.value.code == "too_large"


def test_the_library_of_the_office_asks():
    assert issubclass(get_document_form(File), FileForm)
