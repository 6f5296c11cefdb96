"""KML and KMZ: each placemark with a point is a row; its folders are what it is filed under."""

import html
import re
import zipfile
from collections.abc import Iterator
from io import BufferedIOBase
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats.table import Row, Table, gathered, tidy
from maillage.exchange.outcomes import Problem

MAPPING = {
    "name": "name",
    "description": "description",
    "address": "address",
    "phoneNumber": "phone",
    "folder": "themes",
    "link": "website",
    "latitude": "latitude",
    "longitude": "longitude",
}
PLAIN = ("name", "description", "address", "phoneNumber")
SHAPES = {"LineString", "LinearRing", "Polygon", "Model", "Track", "MultiTrack"}
BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]+>")


def read(path: Path) -> Table:
    with path.open("rb") as file:
        return _read(file)


def read_packed(path: Path) -> Table:
    """KMZ: the first KML in it, as the format has it; pictures beside it are not looked at."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.lower().endswith(".kml")]
        with package.open("doc.kml" if "doc.kml" in names else names[0]) as file:
            return _read(file)


def _read(file: IO[bytes] | BufferedIOBase) -> Table:
    try:
        return gathered("kml", _rows(iterparse(file, ("start", "end"), forbid_dtd=True)), mapping=MAPPING)
    except DefusedXmlException as problem:
        raise FileRefused(
            _("This file declares entities, as files made to harm do; it is not read."),
            _("Export the map again from the program that made it."),
        ) from problem
    except (ParseError, zipfile.BadZipFile, LookupError) as problem:
        raise FileRefused(
            _("This KML file is damaged: %(problem)s.") % {"problem": problem}, _("Save or download it again, whole.")
        ) from problem


def _rows(events: Iterator[tuple[str, Element]]) -> Iterator[Row]:
    """Folders may lie in folders; a placemark is filed under each that has a name."""
    path: list[str] = []
    inside: list[Element] = []
    number = 0
    for event, element in events:
        tag = _tag(element)
        if event == "start":
            if tag in {"Folder", "Placemark"}:
                inside.append(element)
                path += [""] if tag == "Folder" else []
            continue
        if tag == "name" and inside and path and _tag(inside[-1]) == "Folder":
            path[-1] = path[-1] or tidy(element.text or "")
        elif tag == "Folder":
            inside.pop()
            path.pop()
            element.clear()
        elif tag == "Placemark":
            inside.pop()
            number += 1
            yield _row(number, element, path)
            element.clear()


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _row(line: int, placemark: Element, path: list[str]) -> Row:
    cells = {name: text for name, text in _cells(placemark) if text}
    if folders := [name for name in path if name]:
        cells["folder"] = "; ".join(folders)
    point, problems = _point(line, placemark)
    return Row(line, cells | point, problems)


def _cells(placemark: Element) -> Iterator[tuple[str, str]]:
    for element in placemark.iter():
        tag = _tag(element)
        if tag in PLAIN and element in list(placemark):
            yield tag, _plain(element.text or "")
        elif tag == "Data" and (name := element.get("displayName") or element.get("name")):
            value = next((child.text for child in element if _tag(child) == "value"), "")
            yield " ".join(tidy(name).split()), _plain(value or "")
        elif tag == "SimpleData" and (name := element.get("name")):
            yield " ".join(tidy(name).split()), _plain(element.text or "")
        elif tag == "link" and element.get("href"):
            yield "link", tidy(element.get("href", ""))


def _plain(text: str) -> str:
    """A description is often a page of its own: its words, line by line."""
    if "<" in text:
        text = html.unescape(TAG.sub(" ", BREAK.sub("\n", text)))
    return tidy("\n".join(" ".join(line.split()) for line in text.strip().splitlines()).strip())


def _point(line: int, placemark: Element) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Its point ("longitude,latitude,altitude"); of several, or of lines and surfaces, none is chosen."""
    tags = [_tag(element) for element in placemark.iter()]
    points = [element for element in placemark.iter() if _tag(element) == "Point"]
    if len(points) == 1:
        said = next((child.text or "" for child in points[0] if _tag(child) == "coordinates"), "")
        longitude, _comma, rest = said.strip().partition(",")
        latitude = rest.partition(",")[0].strip()
        if longitude and latitude:
            return {"longitude": longitude.strip(), "latitude": latitude}, ()
    if points or SHAPES & set(tags):
        reason = _("Its geometry is not one point.")
        mend = _("Give the organisation a point, or only its town and country.")
        return {}, (Problem(line, "geometry", reason, mend),)
    return {}, ()
