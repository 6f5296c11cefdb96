"""Reading one cell: what people type for nothing, a date, a language, a kind, a point, a contact."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial
from typing import Any

from babel import Locale
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Choices
from django.utils import translation
from django.utils.html import escape

from maillage.kit import dates
from maillage.kit.text import fold
from maillage.network.enums import Audience, OrganisationKind, OrganisationState, Precision
from maillage.network.validators import validate_contact, validate_contact_length

NOTHING = frozenset(
    {
        "na",
        "n/a",
        "#n/a",
        "n.a.",
        "-",
        "--",
        "–",
        "—",
        "null",
        "nan",
        "nil",
        "(vide)",
        "?",
        "none",
        "néant",
        "aucun",
        "ninguno",
        "nenhum",
        "keine",
        "لا يوجد",
        "لايوجد",
    }
)
ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
LATIN = re.compile(r"[a-zà-öø-ÿ]", re.IGNORECASE)
DAY_FIRST = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
MONTH_FIRST = re.compile(r"^(\d{1,2})[./-](\d{4})$")
YEAR = re.compile(r"^[1-9]\d{3}$")
ISO_LENGTH = len("1976-01-31")
SIGNS = str.maketrans({",": ".", "٫": ".", "−": "-", "′": "'", "’": "'", "″": '"', "”": '"', "º": "°"})
SIXTIETHS = (60, 3600)
HALF_TURN, PHONE_DIGITS, PHONE_LIMIT = 180, 5, 40
WITH_TIME = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}")
DOMAIN = re.compile(r"^[\w-]+(\.[\w-]+)+(/\S*)?$")
# What people write beside the code and the label of a choice in each interface language; folded.
WORDS: dict[type[Choices], dict[str, Any]] = {
    OrganisationKind: {
        "ong": "association", "ngo": "association", "asso": "association", "reseau": "network", "red": "network",
        "rede": "network", "syndicat": "union", "trade union": "union", "fondation": "foundation", "جمعيه": "association", "منظمه غير حكوميه": "association",
        "verein": "association", "verband": "federation", "stiftung": "foundation", "gewerkschaft": "union", "netzwerk": "network",
        "federacion": "federation", "mouvement": "movement", "movimiento": "movement", "collectif": "collective",
    },
    OrganisationState: {},
    Audience: {
        "tous": Audience.PUBLIC, "todos": Audience.PUBLIC, "publico": Audience.PUBLIC, "membres": Audience.MEMBERS,
        "miembros": Audience.MEMBERS, "membros": Audience.MEMBERS, "steward": Audience.STEWARDS,
    },
    Precision: {
        "ville": Precision.TOWN, "pays": Precision.COUNTRY, "pais": Precision.COUNTRY, "aucune": Precision.NONE,
        "exacte": Precision.EXACT, "exacta": Precision.EXACT, "exata": Precision.EXACT,
    },
}  # fmt: skip
NOT_IMPORTED = frozenset(
    {(Audience, Audience.CIRCLE), (Audience, Audience.SEALED)}
)  # a file names no circle and no key


def is_nothing(cell: str) -> bool:
    return cell.casefold() in NOTHING


def parts(cell: str, signs: str = ";,|\n") -> list[str]:
    """A cell that holds several values, in their order, each once."""
    found = (part.strip() for part in re.split(f"[{re.escape(signs)}]", cell))
    return list(dict.fromkeys(part for part in found if part and not is_nothing(part)))


def language_of(text: str, default: str) -> str:
    """Arabic when most letters are; else `default`."""
    return "ar" if len(ARABIC.findall(text)) > len(LATIN.findall(text)) else default


def partial_date(cell: str) -> str:
    """EDTF from "1998", "2003-07", "12/05/1998" (day first), "05/1998"; raises ValidationError."""
    text = cell.strip()
    if found := WITH_TIME.match(text):
        text = found[1]
    elif found := DAY_FIRST.match(text):
        text = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    elif found := MONTH_FIRST.match(text):
        text = f"{found[2]}-{int(found[1]):02d}"
    if not _is_plain(text):
        dates.validate_date(text)
    return text


def _is_plain(text: str) -> bool:
    """Years and whole days are most dates; they need no grammar, which is slow over a long file."""
    try:
        return bool(YEAR.match(text)) or bool(date.fromisoformat(text) and len(text) == ISO_LENGTH)
    except ValueError:
        return False


@cache
def _languages() -> dict[str, str]:
    """Folded name of a language, in every interface language → its code."""
    names: dict[str, str] = {}
    for interface, _name in settings.LANGUAGES:
        for code, name in Locale(interface).languages.items():
            if "_" not in code:
                names.setdefault(fold(name), code)
    return names


def language(cell: str) -> str:
    """The code of a language named in any interface language; empty when it is not known."""
    folded = fold(cell)
    if re.fullmatch(r"[a-z]{2,3}", folded) and folded in Locale("en").languages:
        return folded
    return _languages().get(folded, "")


@cache
def _choices(enum: type[Choices]) -> dict[str, Any]:
    """Folded words and codes of a closed list → its value, in every interface language."""
    found = dict(WORDS[enum])
    for interface, _name in settings.LANGUAGES:
        with translation.override(interface):
            found |= {fold(str(label)): value for value, label in enum.choices}
    codes = zip(enum.values, enum.names, strict=True)
    found |= {fold(value if isinstance(value, str) else name): value for value, name in codes}
    return {word: value for word, value in found.items() if (enum, value) not in NOT_IMPORTED}


def choice(enum: type[Choices], cell: str) -> Any:
    """The value of a closed list that a cell names, by its code or in any interface language; None when none."""
    return _choices(enum).get(fold(cell))


kind: Callable[[str], str | None] = partial(choice, OrganisationKind)
state: Callable[[str], str | None] = partial(choice, OrganisationState)
audience: Callable[[str], int | None] = partial(choice, Audience)
precision: Callable[[str], int | None] = partial(choice, Precision)


def coordinate(cell: str) -> float | None:
    """Degrees, with a point or a comma, or with minutes, seconds and a side (48°51'24" N); None when it is no number."""
    text = cell.strip().translate(SIGNS)
    side = text[-1:].upper() if text[-1:].isalpha() else ""
    numbers = [part for part in re.split(r"[°'\"\s]+", text.rstrip("NSEWnsew").strip()) if part]
    try:
        degrees, *rest = (float(part) for part in numbers)
    except ValueError:
        return None
    if len(rest) > len(SIXTIETHS) or any(not 0 <= part < 60 for part in rest):  # noqa: PLR2004 -- minutes and seconds
        return None
    size = abs(degrees) + sum(part / unit for part, unit in zip(rest, SIXTIETHS, strict=False))
    number = -size if side in {"S", "W"} or numbers[0].startswith("-") else size
    return round(number, 6) if size <= HALF_TURN else None


def website(cell: str) -> str:
    """A whole web address; "www.example.org" gets its https://. Raises ValidationError."""
    text = re.sub(r"^(https?)\s*:\s*/*", lambda found: f"{found[1].lower()}://", cell.strip(), flags=re.IGNORECASE)
    if DOMAIN.match(text):
        text = f"https://{text}"
    validate_contact("website", text)
    validate_contact_length(text)
    return text


def email(cell: str) -> str:
    text = cell.strip().removeprefix("mailto:")
    validate_contact("email", text)
    return text


def phone(cell: str) -> str:
    text = " ".join(cell.removeprefix("tel:").split())
    if len(re.sub(r"\D", "", text)) < PHONE_DIGITS or len(text) > PHONE_LIMIT:
        raise ValidationError("phone")
    return text


def paragraphs(cells: Iterable[str]) -> str:
    """Plain text as HTML paragraphs."""
    lines = [line.strip() for cell in cells for line in re.split(r"\n\s*\n|\n", cell)]
    return "".join(f"<p>{escape(line)}</p>" for line in dict.fromkeys(lines) if line)
