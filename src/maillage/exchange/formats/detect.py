"""Telling by its content what a file is, and saying what to do with one that cannot be read."""

import json
import re
import zipfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats import (
    delimited,
    geojson,
    gogocarto,
    kml,
    markdown,
    objects,
    opendocument,
    packed,
    umap,
    vcard,
    workbook,
)
from maillage.exchange.formats.encoding import TextFile, as_text
from maillage.exchange.formats.table import Table, empty_file

MEGABYTE = 1024 * 1024
ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")  # declarations and comments begin otherwise
OTHER = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "XLS / DOC"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
)


def read(path: Path, *, sheet: str = "") -> Table:
    """The table in a file. Raises FileRefused with a reason and a mend."""
    _check_size(path)
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(packed.ZIP):
        return _read_packed(path, sheet)
    for magic, name in OTHER:
        if head.startswith(magic):
            raise _unreadable(name)
    text, notes = as_text(path)
    table = _read_text(text)
    table.notes[:0] = notes
    return table


def _read_packed(path: Path, sheet: str) -> Table:
    kind = packed.kind(path)
    if kind == "kmz":
        return kml.read_packed(path)
    return workbook.read(path, sheet=sheet) if kind == "xlsx" else opendocument.read(path, sheet=sheet)


def is_archive(path: Path) -> bool:
    """Whether this is an export of Maillage, which is brought back whole."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as file:
        return "manifest.json" in file.namelist()


def _check_size(path: Path) -> None:
    if not path.is_file():
        raise FileRefused(_("There is no file at %(path)s.") % {"path": path}, _("Check the name and the folder."))
    size = path.stat().st_size
    if not size:
        raise empty_file()
    if size > settings.IMPORT_LIMIT:
        raise FileRefused(
            _("This file weighs %(size)s MB; at most %(limit)s MB are read.")
            % {"size": size // MEGABYTE + 1, "limit": settings.IMPORT_LIMIT // MEGABYTE},
            _("Split it, or raise MAILLAGE_IMPORT_LIMIT_MB."),
        )


def _read_text(text: TextFile) -> Table:
    head = text.head()
    start = head.lstrip()[:200]
    if not start:
        raise empty_file()
    if start.startswith(("{", "[")):
        return _read_json(text)
    if start.startswith("<"):
        return _read_xml(text, head)
    if start.upper().startswith("BEGIN:VCARD"):
        return vcard.read(text)
    if start.startswith("BEGIN:"):
        raise _unreadable("iCalendar")
    return markdown.read(text) if markdown.is_one(head) else delimited.read(text)


def _read_xml(text: TextFile, head: str) -> Table:
    """What XML is, is told by its first element."""
    root = next(ROOT.finditer(head), None)
    name = root[1].lower() if root else ""
    if name == "kml":
        return kml.read(text.path)
    raise _unreadable({"html": "HTML", "gpx": "GPX", "rss": "RSS", "feed": "Atom"}.get(name, "HTML / XML"))


def _read_json(text: TextFile) -> Table:
    try:
        content = json.loads(text.read())
    except (ValueError, RecursionError) as problem:
        raise FileRefused(
            _("This looks like JSON but breaks off: %(problem)s.") % {"problem": problem},
            _("Save or download it again, whole."),
        ) from problem
    if umap.is_one(content):
        return umap.read(content)
    if geojson.is_one(content):
        return geojson.read(content)
    return gogocarto.read(content) if gogocarto.is_one(content) else objects.read(content)


def _unreadable(name: str) -> FileRefused:
    return FileRefused(
        _("This is a %(format)s file; it cannot be imported.") % {"format": name},
        _("Save its table as CSV (UTF-8), XLSX or GeoJSON and import that."),
    )
