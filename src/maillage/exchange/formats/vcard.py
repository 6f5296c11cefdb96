"""vCard 2.1, 3.0 and 4.0, many in one file: each card of an organisation is a row; a card of a person is refused."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import vobject
from django.utils.translation import gettext as _
from vobject.base import VObjectError

from maillage.exchange.formats.encoding import TextFile
from maillage.exchange.formats.table import Row, Table, gathered, tidy
from maillage.exchange.outcomes import Problem

MAPPING = {
    "FN": "name",
    "NICKNAME": "short_name",
    "NOTE": "description",
    "URL": "website",
    "TEL": "phone",
    "EMAIL": "email",
    "ADR": "address",
    "ADR locality": "town",
    "ADR region": "region",
    "ADR country": "territory",
    "CATEGORIES": "themes",
    "GEO latitude": "latitude",
    "GEO longitude": "longitude",
    "LANG": "languages",
    "UID": "source_id",
}
PLAIN = ("NICKNAME", "NOTE", "URL", "TEL", "EMAIL", "LANG", "UID")
POINT = re.compile(r"(?:geo:)?\s*(-?\d+(?:\.\d+)?)\s*\\?[;,]\s*(-?\d+(?:\.\d+)?)")
LINE_LIMIT = 20_000  # of one card: a picture in it may be long


def read(text: TextFile) -> Table:
    return gathered("vcard", (_row(line, card) for line, card in _cards(text)), mapping=MAPPING)


def _cards(text: TextFile) -> Iterator[tuple[int, list[str]]]:
    """(line where it begins, lines) of each card; one that is not closed ends where the next begins."""
    lines: list[str] = []
    begins = 0
    with text.open() as file:
        for number, line in enumerate(file, start=1):
            word = line.strip("\ufeff \t\r\n").upper()
            if word == "BEGIN:VCARD":
                if lines:
                    yield begins, lines
                lines, begins = [], number
            if (lines or begins == number) and len(lines) < LINE_LIMIT:
                lines.append(line.strip("\ufeff\r\n"))
            if word == "END:VCARD" and lines:
                yield begins, lines
                lines = []
    if lines:
        yield begins, lines


def _row(line: int, lines: list[str]) -> Row:
    try:
        card = vobject.readOne("\r\n".join(lines))
    except (VObjectError, ValueError, LookupError) as problem:
        reason = _("This card cannot be read: %(problem)s.") % {"problem": str(problem)[:80]}
        return Row(line, {}, (Problem(line, "", reason, _("Export it again."), refuses=True),))
    name, problems = _name(line, card)
    found = {"FN": name, **_address(card), **_point(card)}
    for field in PLAIN:
        found[field] = _joined(_values(card, field))
    categories = [str(part).replace(";", ",") for value in _values(card, "CATEGORIES") for part in _parts(value)]
    found["CATEGORIES"] = _joined(categories)
    return Row(line, {header: cell for header, cell in found.items() if cell}, tuple(problems))


def _values(card: Any, name: str) -> list[Any]:
    return [part.value for part in card.contents.get(name.lower(), [])]


def _parts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _joined(values: Iterable[Any]) -> str:
    words = (str(value).removeprefix("tel:").removeprefix("mailto:") for value in values)
    return "; ".join(dict.fromkeys(filter(None, map(tidy, words))))


# ── whose card it is ────────────────────────────────────────────────────────


def _name(line: int, card: Any) -> tuple[str, list[Problem]]:
    """The organisation's name. A person met beside it, or instead of it, is never brought in."""
    full = tidy(" ".join(str(value) for value in _values(card, "FN")[:1]))
    organisations = [tidy(str(part)) for value in _values(card, "ORG")[:1] for part in _parts(value)]
    organisation = next(filter(None, organisations), "")
    kind = " ".join(map(str, _values(card, "KIND"))).lower()
    if kind in {"org", "group", "location"}:
        return full or organisation, []
    if organisation:
        if full in {"", organisation} or not _is_person(card, full):
            return organisation, []
        reason = _("This card names a person beside the organisation; the person is left out.")
        mend = _("See whether its e-mail and telephone are the organisation's own.")
        return organisation, [Problem(line, "FN", reason, mend)]
    if kind == "individual" or _is_person(card, full):
        reason = _("This card is of a person, not of an organisation.")
        mend = _("If it is an organisation, write its name after ORG: in the card; people are not imported.")
        return "", [Problem(line, "FN", reason, mend, refuses=True)]
    return full, []


def _is_person(card: Any, full: str) -> bool:
    """Whether the name has two parts, as people's have, other than the whole written in one of them."""
    for name in _values(card, "N"):
        parts = [tidy(str(part)) for part in (name.family, name.given) if part and str(part).strip()]
        if len(parts) > 1 and full not in parts:
            return True
    return False


# ── where it is ─────────────────────────────────────────────────────────────


def _address(card: Any) -> dict[str, str]:
    """The first address with anything in it."""
    for value in _values(card, "ADR"):
        street = [_word(part) for part in (value.box, value.extended, value.street, value.code)]
        found = {
            "ADR": ", ".join(filter(None, street)),
            "ADR locality": _word(value.city),
            "ADR region": _word(value.region),
            "ADR country": _word(value.country),
        }
        if any(found.values()):
            return found
    return {}


def _word(value: Any) -> str:
    return tidy(" ".join(str(part) for part in _parts(value) if part))


def _point(card: Any) -> dict[str, str]:
    for value in _values(card, "GEO"):
        if found := POINT.match(str(value)):
            return {"GEO latitude": found[1], "GEO longitude": found[2]}
    return {}
