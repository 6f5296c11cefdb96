"""JSON of a GoGoCarto map: {"data": [elements]}, each with a name, a point, an address and its categories."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats import objects
from maillage.exchange.formats.table import Row, Table, gathered
from maillage.exchange.outcomes import Problem

MARKS = ("geo", "sourceKey", "optionValues", "categories", "address")
MAPPING = {
    "id": "source_id",
    "name": "name",
    "geo.latitude": "latitude",
    "geo.longitude": "longitude",
    "address.streetNumber": "address",
    "address.streetAddress": "address",
    "address.postalCode": "address",
    "address.addressLocality": "town",
    "address.addressCountry": "territory",
    "address": "address",
    "categories": "themes",
    "abstract": "description",
    "description": "description",
    "descriptionMore": "description",
    "telephone": "phone",
    "email": "email",
    "website": "website",
}
DROPPED = frozenset({"-6", "-5", "-4", "-3", "-2"})  # duplicate, replaced, deleted, refused by votes, by an admin


def is_one(content: Any) -> bool:
    if not isinstance(content, dict) or not isinstance(content.get("data"), list):
        return False
    first = content["data"][0] if content["data"] else {}
    return "ontology" in content or (isinstance(first, dict) and any(mark in first for mark in MARKS))


def read(content: dict[str, Any]) -> Table:
    if content.get("ontology") == "gogocompact" or any(isinstance(element, list) for element in content["data"][:10]):
        raise FileRefused(
            _("This is the short form of a GoGoCarto map: it has names and points, without the names of its columns."),
            _("Download the full form: the same address with “ontology=gogofull” instead."),
        )
    return gathered("gogocarto", _rows(content["data"]), mapping=MAPPING)


def _rows(elements: list[Any]) -> Iterator[Row]:
    for line, element in enumerate(elements, start=1):
        if isinstance(element, dict):
            yield Row(line, _cells(element), tuple(_problems(line, element)))
        else:
            yield from (Row(line, row.cells, row.problems) for row in objects.rows([element]))


def _cells(element: dict[str, Any]) -> dict[str, str]:
    """One map may gather several sources that number alike: the id is the source's and the element's together."""
    cells = dict(objects.cells({key: value for key, value in element.items() if key != "optionValues"}))
    if full := _categories(element):
        cells["categories"] = "; ".join(full)
    if cells.get("id") and cells.get("sourceKey"):
        cells["id"] = f"{cells['sourceKey']}: {cells['id']}"
    return cells


def _categories(element: dict[str, Any]) -> list[str]:
    """Names of categories and of those below them, whichever of the three ways the map writes them."""
    found: list[str] = []
    for key in ("categories", "categoriesFull", "optionValues"):
        found += _named(element.get(key))
    return list(dict.fromkeys(found))


def _named(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value.replace(";", ",")]
    if isinstance(value, list):
        return [name for part in value for name in _named(part)]
    if isinstance(value, dict):
        own = next((str(value[key]) for key in ("name", "label") if value.get(key)), "")
        below = [name for key in ("children", "subcategories", "options") for name in _named(value.get(key))]
        return ([own.replace(";", ",")] if own else []) + below
    return []


def _problems(line: int, element: dict[str, Any]) -> Iterator[Problem]:
    if str(element.get("status", "")) in DROPPED:
        reason = _("The map it comes from has deleted, refused or replaced this element.")
        yield Problem(line, "status", reason, _("Leave it out, unless you know better."), refuses=True)
    numbers = element.get("optionValues")
    if numbers and not _categories(element):
        reason = _("Its categories are numbers whose names are not in this file.")
        yield Problem(line, "optionValues", reason, _("Download the file with the names of its categories."))
