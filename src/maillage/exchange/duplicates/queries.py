"""What the screen of pairs needs to know."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from maillage.exchange.duplicates.models import DuplicatePair, PairVerdict
from maillage.network.enums import ContactKind
from maillage.network.models import ContactPoint, ExactPlace, Identifier, Organisation, OrganisationName
from maillage.network.readers import Reader

TO_DO = (PairVerdict.WAITING, PairVerdict.SAME)  # "the same" waits for its merge
SHOWN_CONTACTS = (ContactKind.WEBSITE, ContactKind.EMAIL, ContactKind.SOCIAL)


@dataclass
class Side:
    """One record of a pair, in the words a steward may read."""

    organisation: Organisation
    names: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)


def pairs(reader: Reader, *verdicts: str) -> QuerySet[DuplicatePair]:
    rows = DuplicatePair.objects.visible_to(reader).standing().filter(verdict__in=verdicts)
    return rows.select_related("a", "b", "decided_by").order_by("-score", "pk")


def sides(shown: list[DuplicatePair], reader: Reader) -> dict[int, Side]:
    """Organisation → what is known of it; the same number of queries for one pair and for fifty."""
    found = {row.pk: Side(row) for pair in shown for row in (pair.a, pair.b)}
    for model, attribute, only in (
        (OrganisationName, "names", {}),
        (ContactPoint, "contacts", {"kind__in": SHOWN_CONTACTS}),
        (Identifier, "numbers", {}),
    ):
        for owner, words in _words(model, found, reader, only).items():
            setattr(found[owner], attribute, words)
    places = ExactPlace.objects.visible_to(reader).filter(presence__organisation__in=found)
    for place in places.select_related("territory__parent", "presence").order_by("pk"):
        found[place.presence.organisation_id].places.append(_path(place))
    return found


def _words(model: Any, ids: Any, reader: Reader, only: dict[str, Any]) -> dict[int, list[str]]:
    words: dict[int, list[str]] = defaultdict(list)
    for row in model.objects.visible_to(reader).filter(organisation__in=ids, **only).order_by("pk"):
        words[row.organisation_id].append(str(row))
    return words


def _path(place: ExactPlace) -> str:
    parent = place.territory.parent
    return f"{place.territory}, {parent}" if parent and place.territory.kind == "town" else str(place.territory)
