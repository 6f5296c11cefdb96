"""JSON that is a plain list of objects: each is a row, what is nested becomes columns ("address.city")."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats.table import Row, Table, gathered, tidy
from maillage.exchange.outcomes import Problem

DEPTH = 4
WORDS = ("name", "title", "label", "url", "href", "value")  # what stands for an object in a list of them


def read(content: Any) -> Table:
    return gathered("json", rows(listed(content)), mapping={})


def listed(content: Any) -> list[Any]:
    """The list of objects that a file is, or holds under one name. Raises FileRefused."""
    lists = [content] if isinstance(content, list) else []
    if isinstance(content, dict):
        lists = [value for value in content.values() if isinstance(value, list) and _holds_objects(value)]
    if len(lists) != 1 or not _holds_objects(lists[0]):
        raise FileRefused(
            _("This is JSON, but neither GeoJSON nor one list of objects."),
            _("Ask the program that made it for GeoJSON, CSV or XLSX, and import that."),
        )
    return lists[0]


def _holds_objects(values: list[Any]) -> bool:
    return any(isinstance(value, dict) for value in values[:10])


def rows(entries: Iterable[Any]) -> Iterator[Row]:
    for line, entry in enumerate(entries, start=1):
        if isinstance(entry, dict):
            yield Row(line, dict(cells(entry)))
        else:
            reason, mend = _("This entry is not an object."), _("Delete it, or export the file again.")
            yield Row(line, {}, (Problem(line, "", reason, mend, refuses=True),))


def cells(entry: Mapping[str, Any], above: str = "", depth: int = DEPTH) -> Iterator[tuple[str, str]]:
    for key, value in entry.items():
        name = " ".join(f"{above}{key}".split())
        if isinstance(value, dict):
            if depth:
                yield from cells(value, f"{name}.", depth - 1)
        elif text := tidy("; ".join(dict.fromkeys(_words(value)))):
            yield name, text


def _words(value: Any) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        said = next((part[word] for word in WORDS if part.get(word)), None) if isinstance(part, dict) else part
        if isinstance(said, str | int | float):
            yield text_of(said)


def text_of(value: str | int | float) -> str:  # noqa: PYI041 -- bool is an int too, and told apart here
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
