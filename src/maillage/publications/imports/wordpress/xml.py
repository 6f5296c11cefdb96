"""The XML of an export, one element of the channel at a time; what it already gave is forgotten."""

import re
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from maillage.publications.imports.errors import ExportRefused

_WP = re.compile(r"^\{https?://wordpress\.org/export/1\.\d/(excerpt/)?\}")
_KNOWN = {
    "{http://purl.org/rss/1.0/modules/content/}": "content:",
    "{http://purl.org/dc/elements/1.1/}": "dc:",
}
_CONTROL = bytes(n for n in range(32) if n not in b"\t\n\r")
_BLANKS = bytes.maketrans(_CONTROL, b" " * len(_CONTROL))
_PACKED = {b"PK\x03\x04": "ZIP", b"\x1f\x8b": "GZIP", b"SQLite": "SQLite", b"%PDF": "PDF"}


class Counted(RawIOBase):
    """A file whose control characters, which XML forbids and old posts hold, are blanks; `replaced` counts them."""

    def __init__(self, file: IO[bytes], *, eight_bits: bool) -> None:
        super().__init__()
        self._file, self._eight_bits, self.replaced = file, eight_bits, 0

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        if not self._eight_bits:
            return piece
        self.replaced += len(piece) - len(piece.translate(None, _CONTROL))
        return piece.translate(_BLANKS)


def elements(path: Path) -> Iterator[tuple[str, Element, int]]:
    """(name, element, control characters replaced so far) of each child of the channel; raises ExportRefused.

    Names are as WordPress writes them ("wp:author", "content:encoded", "title"), whatever the version of the file.
    """
    try:
        with path.open("rb") as file:
            yield from _elements(file)
    except OSError as problem:
        raise ExportRefused(
            _("The file %(name)s cannot be read.") % {"name": path.name}, _("Check its name and that you may read it.")
        ) from problem


def _elements(file: IO[bytes]) -> Iterator[tuple[str, Element, int]]:
    start = file.read(64)
    _refuse_other_kinds(start)
    file.seek(0)
    counted = Counted(file, eight_bits=not start.startswith((b"\xff\xfe", b"\xfe\xff")))
    try:
        seen = False
        for name, element in _children_of_channel(iterparse(counted, ("start", "end"), forbid_dtd=True)):
            seen = True
            yield name, element, counted.replaced
    except DefusedXmlException as problem:
        raise ExportRefused(
            _("This file declares a document type or entities, as files made to harm do; it is not read."),
            _("Export the site again from WordPress (Tools, Export)."),
        ) from problem
    except ParseError as problem:
        raise _damaged(problem) from problem
    except (LookupError, UnicodeError, ValueError) as problem:
        raise ExportRefused(
            _("The encoding of this file cannot be read: %(problem)s.") % {"problem": problem},
            _("Save it as UTF-8, or export the site again."),
        ) from problem
    if not seen:
        raise ExportRefused(
            _("This XML file has no <channel>: it is no WordPress export."),
            _("In WordPress choose Tools, Export, All content."),
        )


def _children_of_channel(events: Iterator[tuple[str, Element]]) -> Iterator[tuple[str, Element]]:
    depth, channel = 0, None
    for event, element in events:
        if event == "start":
            depth += 1
            if depth == 2 and element.tag == "channel":  # noqa: PLR2004 -- rss, then channel
                channel = element
            continue
        depth -= 1
        if depth == 2 and channel is not None:  # noqa: PLR2004 -- a child of the channel has ended
            yield name_of(element), element
            channel.clear()


def name_of(element: Element) -> str:
    """The name with WordPress's usual prefix; "" for namespaces that are none of its own."""
    tag = str(element.tag)
    if not tag.startswith("{"):
        return tag
    if found := _WP.match(tag):
        return ("excerpt:" if found[1] else "wp:") + tag[found.end() :]
    space, _brace, local = tag.partition("}")
    prefix = _KNOWN.get(space + "}")
    return prefix + local if prefix else ""


def _refuse_other_kinds(start: bytes) -> None:
    for mark, kind in _PACKED.items():
        if start.startswith(mark):
            raise ExportRefused(
                _("This is a %(kind)s file, not an XML file.") % {"kind": kind},
                _("Unpack it first, or choose Tools, Export in WordPress and take the .xml file."),
            )


def _damaged(problem: ParseError) -> ExportRefused:
    line, column = problem.position
    return ExportRefused(
        _("This file is damaged at line %(line)s, column %(column)s: %(problem)s.")
        % {"line": line, "column": column + 1, "problem": str(problem).partition(":")[0]},
        _(
            "It may have been cut off while it was saved. Export again, in smaller parts (by year) when the site is large."
        ),
    )
