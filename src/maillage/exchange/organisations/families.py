"""The families of values an import writes: how each is read from the directory, compared, and made into a row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from maillage.exchange.organisations.draft import Value
from maillage.network.enums import Audience, OrganisationKind, OrganisationState, Precision, PresenceRole, TieState
from maillage.network.models import (
    ContactPoint,
    Description,
    ExactPlace,
    Identifier,
    Organisation,
    OrganisationName,
    ThemeLink,
    Tie,
)

Found = tuple[int, str, Value, int]  # organisation, slot, value, row
TIE = "tie/member_of"
PRIVATE = frozenset({"email", "phone", "post", "signal"})  # people answer there: never imported wider than members
DEFAULTS: dict[str, object] = {"kind": OrganisationKind.UNKNOWN, "state": OrganisationState.ACTIVE}


@dataclass(frozen=True, kw_only=True)
class Family:
    """Values under one prefix.

    read:    ids of organisations → what the directory holds of this family
    build:   (organisation id, rest of the slot, value) → an unsaved row; None for families written otherwise
    single:  whether a slot holds one value at most, so that one written by hand is never joined by another
    """

    model: type[Model]
    read: Callable[[Sequence[int]], Iterator[Found]]
    build: Callable[[int, str, Value], Model] | None = None
    single: bool = False


def _reader(model: type[Model], slot: Callable[..., str], columns: tuple[str, ...], names: tuple[str, ...] = ()) -> Any:
    """A reader of rows that belong to an organisation: `columns` are the value, `names` make the slot."""

    def read(ids: Sequence[int]) -> Iterator[Found]:
        rows = model._base_manager.filter(organisation__in=ids).order_by("pk")
        for pk, organisation, *rest in rows.values_list("pk", "organisation_id", *names, *columns):
            yield organisation, slot(*rest[: len(names)]), tuple(rest[len(names) :]), pk

    return read


def _read_columns(ids: Sequence[int]) -> Iterator[Found]:
    """Columns of the record itself, when they say more than the default does."""
    for organisation in Organisation.objects.filter(pk__in=ids):
        for name in ("kind", "state", "founded", "dissolved", "audience"):
            value = getattr(organisation, name)
            if value != "" and value != DEFAULTS.get(name):
                yield organisation.pk, f"column/{name}", (value,), 0
        if organisation.languages:
            yield organisation.pk, "column/languages", (tuple(organisation.languages),), 0


def _read_places(ids: Sequence[int]) -> Iterator[Found]:
    rows = ExactPlace.objects.filter(presence__organisation__in=ids).order_by("pk")
    columns = ("territory__code", "address", "latitude", "longitude", "presence__precision_public")
    for pk, organisation, role, *value in rows.values_list(
        "pk", "presence__organisation_id", "presence__role", *columns
    ):
        yield organisation, f"place/{role}", tuple(value), pk


def _read_ties(ids: Sequence[int]) -> Iterator[Found]:
    rows = (
        Tie.objects.exclude(state=TieState.WITHDRAWN).current().filter(a__in=ids, type__code="member_of").order_by("pk")
    )
    for pk, organisation, network in rows.values_list("pk", "a_id", "b__uuid"):
        yield organisation, TIE, (network.hex,), pk


def _name(organisation: int, rest: str, value: Value) -> Model:
    kind, language = rest.split("/")
    return OrganisationName(organisation_id=organisation, kind=kind, language=language, text=value[0])


def _contact(organisation: int, kind: str, value: Value) -> Model:
    audience = Audience.MEMBERS if kind in PRIVATE else Audience.PUBLIC
    return ContactPoint(organisation_id=organisation, kind=kind, value=value[0], audience=audience)


FAMILIES: dict[str, Family] = {
    "name": Family(
        model=OrganisationName,
        read=_reader(OrganisationName, "name/{}/{}".format, ("text",), ("kind", "language")),
        build=_name,
    ),
    "contact": Family(
        model=ContactPoint, read=_reader(ContactPoint, "contact/{}".format, ("value",), ("kind",)), build=_contact
    ),
    "description": Family(
        model=Description,
        read=_reader(Description, "description/{}".format, ("html",), ("language",)),
        build=lambda organisation, language, value: Description(
            organisation_id=organisation, language=language, html=value[0]
        ),
        single=True,
    ),
    "theme": Family(model=ThemeLink, read=_reader(ThemeLink, "theme/".format, ("theme__code",))),
    "identifier": Family(
        model=Identifier,
        read=_reader(Identifier, "identifier/{}".format, ("value",), ("scheme",)),
        build=lambda organisation, scheme, value: Identifier(
            organisation_id=organisation, scheme=scheme, value=value[0]
        ),
    ),
    "column": Family(model=Organisation, read=_read_columns, single=True),
    "place": Family(model=ExactPlace, read=_read_places, single=True),
    "tie": Family(model=Tie, read=_read_ties),
}


def family(slot: str) -> Family:
    return FAMILIES[slot.partition("/")[0]]


def is_single(slot: str) -> bool:
    return family(slot).single and slot != f"place/{PresenceRole.FIELD}"


def current(ids: Sequence[int]) -> dict[int, dict[str, list[tuple[Value, int]]]]:
    """organisation → slot → (value, row) of everything the directory holds in these families."""
    found: dict[int, dict[str, list[tuple[Value, int]]]] = {pk: {} for pk in ids}
    for each in FAMILIES.values():
        for organisation, slot, value, row in each.read(ids):
            found[organisation].setdefault(slot, []).append((value, row))
    return found


def members_precision(public: int) -> int:
    """Members know a place at least as well as everyone, and its town unless that is too much to say at all."""
    return min(public, Precision.TOWN) if public < Precision.NONE else Precision.COUNTRY


def grouped(ids: Iterable[int], size: int = 2000) -> Iterator[list[int]]:
    every = sorted(set(ids))
    for start in range(0, len(every), size):
        yield every[start : start + size]
