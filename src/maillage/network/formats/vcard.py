"""vCard 4.0 (RFC 6350) of an organisation: what an address book can hold of what the reader may know."""

from collections.abc import Iterable, Sequence
from itertools import islice

from maillage.network.enums import ContactKind
from maillage.network.formats.rows import Row

LINE_LIMIT = 75  # bytes, RFC 6350 section 3.2
PROPERTIES = {
    ContactKind.WEBSITE: "URL",
    ContactKind.SOCIAL: "URL;TYPE=social",
}


def vcard(row: Row, contacts: Sequence[tuple[str, str]], *, revised: str) -> str:
    """`contacts` are (kind, value); `revised` is a UTC time such as 20261003T120000Z."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"UID:urn:uuid:{row.uuid}",
        f"FN:{escape(row.title)}",
        f"ORG:{escape(row.official_name or row.title)}",
        *_if("NICKNAME", row.acronym),
        *_contacts(contacts),
        *(f"ADR:;;;;;;{escape(place.place)}" for place in row.places if place.place),
        *_point(row),
        *_if("CATEGORIES", *row.themes),
        *(f"LANG:{escape(code)}" for code in row.languages),
        f"SOURCE:{row.url.replace(',', '%2C')}",
        f"REV:{revised}",
        "END:VCARD",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def escape(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return " \\n ".join(escaped.splitlines()).replace(" \\n ", "\\n")


def fold(line: str) -> str:
    """`line` cut into lines of at most 75 bytes, never inside a character."""
    pieces: list[str] = []
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LINE_LIMIT - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])


def _if(name: str, *values: str) -> list[str]:
    texts = [escape(value) for value in values if value]
    return [f"{name}:{','.join(texts)}"] if texts else []


def _contacts(contacts: Iterable[tuple[str, str]]) -> list[str]:
    lines = []
    for kind, value in contacts:
        one_line = "".join(value.splitlines())
        if kind == ContactKind.PHONE:
            lines.append(f"TEL;VALUE=text:{escape(one_line)}")
        elif kind == ContactKind.POST:
            lines.append(f"ADR:;;{escape(value)};;;;")
        elif kind in {ContactKind.WEBSITE, ContactKind.SOCIAL}:
            lines.append(f"{PROPERTIES[ContactKind(kind)]}:{one_line}")
        elif kind == ContactKind.EMAIL:
            lines.append(f"EMAIL:{escape(one_line)}")
    return lines


def _point(row: Row) -> list[str]:
    shown = (p for p in row.places if p.latitude is not None)
    return [f"GEO:geo:{point.latitude},{point.longitude}" for point in islice(shown, 1)]
