"""The directory as plain records, read as a stream. It reads every audience: for stewards and imports only."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from maillage.exchange.duplicates.records import Record
from maillage.network.enums import ContactKind, NameKind, TerritoryKind
from maillage.network.models import ContactPoint, ExactPlace, Identifier, Organisation, OrganisationName, Territory

CHUNK = 5000
COUNTRIES = {TerritoryKind.COUNTRY, TerritoryKind.CONTESTED}
SHORT = {NameKind.ACRONYM, NameKind.SHORT}


class Unit(NamedTuple):
    country: str
    town: str


def units() -> dict[int, Unit]:
    """Territory → the country it is in, as a code, and its name when it is a town."""
    rows = list(Territory.objects.values_list("pk", "kind", "iso", "code", "name", "ancestors"))
    countries = {pk: iso or code for pk, kind, iso, code, _name, _ancestors in rows if kind in COUNTRIES}
    return {
        pk: Unit(
            next((countries[above] for above in (pk, *reversed(ancestors)) if above in countries), ""),
            str(name) if kind == TerritoryKind.TOWN else "",
        )
        for pk, kind, _iso, _code, name, ancestors in rows
    }


def units_by_code() -> dict[str, Unit]:
    found = units()
    return {code: found[pk] for pk, code in Territory.objects.values_list("pk", "code")}


def records() -> Iterator[tuple[int, Record]]:
    """Every organisation that stands by itself, with what tells it from others."""
    places = units()
    names = _by_owner(OrganisationName, "kind", "text")
    contacts = _by_owner(
        ContactPoint, "kind", "value", kind__in=(ContactKind.WEBSITE, ContactKind.SOCIAL, ContactKind.EMAIL)
    )
    numbers = _by_owner(Identifier, "scheme", "value")
    seats = _by_owner(ExactPlace, "territory_id", owner="presence__organisation_id")
    rows = Organisation.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True)
    for pk in rows.iterator(chunk_size=CHUNK):
        found = [places[territory] for (territory,) in seats(pk) if territory in places]
        yield pk, record(list(names(pk)), list(contacts(pk)), list(numbers(pk)), next(iter(found), Unit("", "")))


def record(
    names: list[tuple[str, str]], contacts: list[tuple[str, str]], numbers: list[tuple[str, str]], unit: Unit
) -> Record:
    """From (kind, text) of names, (kind, value) of contacts, (scheme, number) of identifiers."""
    return Record(
        names=tuple(text for kind, text in names if kind != NameKind.ACRONYM),
        acronyms=tuple(text for kind, text in names if kind in SHORT and " " not in text),
        sites=tuple(value for kind, value in contacts if kind in {ContactKind.WEBSITE, ContactKind.SOCIAL}),
        email_domains=tuple(value.rpartition("@")[2] for kind, value in contacts if kind == ContactKind.EMAIL),
        identifiers=tuple(numbers),
        country=unit.country,
        town=unit.town,
    )


def _by_owner(model: Any, *columns: str, owner: str = "organisation_id", **only: Any) -> Callable[[int], Iterator[Any]]:
    """A function that, called with rising ids, gives the rows of each: one pass over one sorted query."""
    rows = model.objects.filter(**only).order_by(owner, "pk").values_list(owner, *columns).iterator(chunk_size=CHUNK)
    waiting = next(rows, None)

    def of(pk: int) -> Iterator[Any]:
        nonlocal waiting
        while waiting is not None and waiting[0] <= pk:
            if waiting[0] == pk:
                yield waiting[1:]
            waiting = next(rows, None)

    return of
