"""What may enter as a document, known by its content: what readers open without running anything."""

import zipfile
from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
PACKAGES = {"epub": b"application/epub+zip", **OPEN_DOCUMENT}
OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
TEXTS = ("txt", "csv")
MACROS = ("vbaproject.bin", "basic/", "scripts/")
PROGRAMS = (b"\x7fELF", b"MZ", b"#!")
ACTIVE_PDF = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile", b"/OpenAction<<")


def check_document(upload: UploadedFile) -> None:
    """Raises ValidationError, in the reader's words, for what is too large, of another kind, or could run something."""
    if (upload.size or 0) > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
        raise ValidationError(_("This file is larger than 20 MB. Offer a smaller one."), code="too_large")
    ending = PurePath(upload.name or "").suffix.lower().removeprefix(".")
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    if not _is(ending, content):
        raise ValidationError(
            _("This file is not what its name says. Offer a PDF, an OpenDocument, Office, EPUB or text file."),
            code="not_a_document",
        )
    if _is_active(ending, content):
        raise ValidationError(
            _("This file can run something when it is opened. Save it without macros or scripts."), code="active"
        )


def _is(ending: str, content: bytes) -> bool:
    if ending == "pdf":
        return content.startswith(b"%PDF-")
    if ending in TEXTS:
        return b"\0" not in content and _is_text(content)
    names = _names(content)
    if ending in PACKAGES:
        return bool(names) and PACKAGES[ending] in content[:120]
    return ending in OFFICE and OFFICE[ending] in names


def _is_text(content: bytes) -> bool:
    """Of words, in whatever alphabet: neither a program nor a page, which some browsers would run."""
    return not content.startswith(PROGRAMS) and not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _names(content: bytes) -> list[str]:
    try:
        return zipfile.ZipFile(BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError):
        return []


def _is_active(ending: str, content: bytes) -> bool:
    if ending == "pdf":
        return any(word in content for word in ACTIVE_PDF)
    return any(mark in name.lower() for name in _names(content) for mark in MACROS)
