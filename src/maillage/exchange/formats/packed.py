"""Files that are packed (ZIP): which kind, and measured before anything of them is unpacked."""

import zipfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused

ZIP = b"PK\x03\x04"
UNPACKED = 4  # a file unpacks to at most so many times the limit for files
ENTRIES = 5000
OTHER = (("word/document.xml", "DOCX"), ("ppt/presentation.xml", "PPTX"), ("xl/workbook.bin", "XLSB"))


def kind(path: Path) -> str:
    """xlsx, ods or kmz. Raises FileRefused for anything else, for bombs and for what is locked or damaged."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            kind = _kind(package, {entry.filename for entry in entries})
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as problem:
        raise FileRefused(_("This file is damaged."), _("Save or download it again.")) from problem
    if sum(entry.file_size for entry in entries) > UNPACKED * settings.IMPORT_LIMIT or len(entries) > ENTRIES:
        raise FileRefused(
            _("This file is small packed but enormous unpacked; it is not opened."),
            _("Copy its rows into a new workbook, or save them as CSV."),
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise locked()
    return kind


def _kind(package: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names and package.getinfo("mimetype").file_size < len(ZIP) * 50:
        if package.read("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return "ods"
        raise _other(_("an OpenDocument that is no spreadsheet"))
    if any(name.lower().endswith(".kml") for name in names):
        return "kmz"
    raise _other(next((name for entry, name in OTHER if entry in names), "ZIP"))


def locked() -> FileRefused:
    return FileRefused(
        _("This workbook cannot be opened; it is damaged or locked by a password."),
        _("Save it again without a password, or as CSV."),
    )


def _other(name: str) -> FileRefused:
    return FileRefused(
        _("This is a packed file (%(format)s), but not an XLSX or ODS workbook nor a KMZ map.") % {"format": name},
        _("Unpack it and import the table that is in it, or save that table as CSV (UTF-8)."),
    )
