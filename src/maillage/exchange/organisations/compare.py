"""What of a row is new, given what was last brought in from it and what the directory says today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from maillage.exchange.columns import base
from maillage.exchange.fields import LABELS
from maillage.exchange.organisations.draft import IDENTIFIERS, NAME_KINDS, Value, digest
from maillage.exchange.organisations.families import is_single
from maillage.network.enums import NameKind

Current = Mapping[str, list[tuple[Value, int]]]


@dataclass(slots=True)
class Change:
    """What to write of one slot: rows to remove (ids; `gone` are their values) and values to add."""

    remove: list[int]
    add: list[Value]
    gone: list[Value] = field(default_factory=list)


@dataclass(slots=True)
class Target:
    """The organisation a row is about. `slots`: the digests to remember once this is written."""

    organisation: int | None
    key: int | None = None
    changes: dict[str, Change] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    slots: dict[str, list[str]] = field(default_factory=dict)


def compare(
    target: Target, slots: Mapping[str, tuple[Value, ...]], old: Mapping[str, list[str]], now: Current, covered: "Cover"
) -> None:
    """Fill `target` slot by slot. A value that was changed here since the last import is kept as it is here."""
    for slot in dict.fromkeys((*slots, *old)):
        last = old.get(slot, [])
        if slot not in slots and not covered(slot):
            target.slots[slot] = last
            continue
        _compare_slot(target, slot, slots.get(slot, ()), last, now.get(slot, []))


def _compare_slot(
    target: Target, slot: str, new: Sequence[Value], last: list[str], now: list[tuple[Value, int]]
) -> None:
    wanted = {digest(value): value for value in new}
    here = {digest(value): row for value, row in now}
    if set(wanted) == set(last) or set(wanted) == set(here):
        _remember(target, slot, list(wanted))
    elif not set(last) <= set(here) or (is_single(slot) and set(here) - set(last)):
        target.kept.append(slot)
        _remember(target, slot, last)
    else:
        gone = {known: here[known] for known in last if known not in wanted}
        add = [value for known, value in wanted.items() if known not in here]
        if gone or add:
            target.changes[slot] = Change(
                list(gone.values()), add, [value for value, _r in now if digest(value) in gone]
            )
        _remember(target, slot, list(wanted))


def _remember(target: Target, slot: str, digests: list[str]) -> None:
    if digests:
        target.slots[slot] = digests


class Cover:
    """Whether the columns of this file speak of a slot: an empty cell empties it, an absent column leaves it alone."""

    def __init__(self, fields: Iterable[str], languages: Iterable[str]) -> None:
        self.prefixes: set[str] = set()
        for each in fields:
            self.prefixes.update(_prefixes(each, tuple(languages)))

    def __call__(self, slot: str) -> bool:
        return slot in self.prefixes


def _prefixes(field_name: str, languages: tuple[str, ...]) -> Iterable[str]:
    name, language = base(field_name)
    spoken = (language,) if language else languages
    if name in NAME_KINDS:
        return [f"name/{NAME_KINDS[name]}/{each}" for each in spoken]
    if name == "description":
        return [f"description/{each}" for each in spoken]
    return _PLAIN.get(name, [f"column/{name}"])


PLACE = "place/"
PLACES = ("place/seat", "place/field")
_PLAIN: dict[str, Iterable[str]] = {
    "website": ["contact/website"],
    "social": ["contact/social"],
    "email": ["contact/email"],
    "phone": ["contact/phone"],
    "themes": ["theme/"],
    **dict.fromkeys(("territory", "region", "town", "address", "latitude", "longitude", "precision"), PLACES),
    "rna": ["identifier/rna"],
    "siren": ["identifier/siren"],
    "siret": ["identifier/siret"],
    "wikidata": ["identifier/wikidata"],
    "org_id": ["identifier/org-id"],
    "identifier": ["identifier/other"],
    "member_of": ["tie/member_of"],
}


def words(slot: str) -> str:
    """A slot in the reader's words: "Name (ar)", "Founded on"."""
    family, *rest = slot.strip("/").split("/")
    if family == "name":
        return _in_language({kind: field for field, kind in NAME_KINDS.items()}[NameKind(rest[0])], *rest[1:])
    if family == "description":
        return _in_language("description", *rest)
    name = _FIELDS.get(slot.strip("/")) or rest[0]
    return str(LABELS.get(name, name))


def _in_language(field_name: str, language: str = "") -> str:
    label = LABELS[field_name]
    return f"{label} ({language})" if language else str(label)


_FIELDS = {"theme": "themes", "place/seat": "address", "place/field": "territory", "tie/member_of": "member_of"} | {
    f"identifier/{scheme}": field_name for field_name, scheme in IDENTIFIERS.items()
}
