"""What the rows of a file may be already."""

import pytest
from tests.factories.network import OrganisationFactory, PresenceFactory, TerritoryFactory

from maillage.exchange.duplicates import probable
from maillage.exchange.organisations.draft import Draft

pytestmark = pytest.mark.django_db


def draft(line, name, **slots):
    made = Draft(line, title=name)
    made.add("name/official/fr", (name,))
    for slot, value in slots.items():
        made.add(slot.replace("_", "/"), value)
    return made


def test_rows_lead_to_the_records_they_may_be():
    france = TerritoryFactory(code="FR", iso="FR", name="France")
    known = OrganisationFactory(name="Coordination des puisatiers de Trevoll")
    PresenceFactory(organisation=known, territory=france)

    found = probable(
        [draft(2, "Puisatiers de Trévoll", place_seat=("FR", "", None, None, 20)), draft(3, "Orchestre de Karvina")]
    )

    assert list(found) == [2]
    assert [match.organisation_id for match in found[2]] == [known.pk]


def test_an_acronym_in_its_own_column_is_enough():
    TerritoryFactory(code="FR", iso="FR", name="France")
    known = OrganisationFactory(name="Réseau des Ateliers Mobiles de Zinguel")
    PresenceFactory(organisation=known, territory=TerritoryFactory(code="FR"))
    row = Draft(2)
    row.add("name/acronym/fr", ("RAMZ",))
    row.add("place/seat", ("FR", "", None, None, 20))

    assert [match.verdict for match in probable([row])[2]] == ["sure"]


def test_an_empty_directory_has_no_duplicates():
    assert probable([draft(2, "Brume")]) == {}
