"""Opening the towns of a country: all those of a size, never those of a row (see docs/decisions)."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from maillage.accounts.models import Person
from maillage.exchange import gazetteer
from maillage.exchange.enums import Act
from maillage.exchange.places import COUNTRIES, Places
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.kit.text import fold
from maillage.network.enums import TerritoryKind
from maillage.network.models import Territory

LATIN = ("fr", "en", "es", "pt")
BATCH = 1000


@transaction.atomic
def open_towns(code: str, population: int, *, by: Person | None) -> list[str]:
    """Add to the tree every town of a country from `population` inhabitants on that is not there; codes of the new ones.

    Which towns exist in the tree can be read by anyone. That a country's towns are all there, from a size on, says
    nothing of where its organisations are; a town added for one of them would. Doing it again adds nothing.
    """
    places = Places()
    country = places.by_code.get(code)
    if country is None or country.kind not in COUNTRIES:
        raise DomainError(_("“%(code)s” is no country of this instance. Write its two-letter code.") % {"code": code})
    taken = set(places.by_code)
    added: list[Territory] = []
    for town in gazetteer.towns_of(code, population):
        parent = places.around(town)
        if parent is None or places.known(town.name, town) is not None:
            continue
        added.append(
            Territory(
                code=_free_code(town, taken),
                kind=TerritoryKind.TOWN,
                parent_id=parent.pk,
                latitude=town.latitude,
                longitude=town.longitude,
                name=LazyI18nString(dict.fromkeys(LATIN, town.name)),
            )
        )
    Territory.objects.bulk_create(added, batch_size=BATCH)
    if added:
        subject = Territory(pk=country.pk)
        journal.record(Act.TOWNS_OPENED, subject, by=by, towns=len(added), population=population)
    return [town.code for town in added]


def _free_code(town: gazetteer.Place, taken: set[str]) -> str:
    """As the vocabulary has it: FR-niort; with a number for another of the same name."""
    base = f"{town.country}-{slugify(fold(town.name))}"[:50]
    code, number = base, 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    taken.add(code)
    return code
