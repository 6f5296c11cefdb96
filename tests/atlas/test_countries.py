"""Counts per country: nothing small is said, nor can be worked out."""

import pytest
from django.utils.datastructures import MultiValueDict
from tests.factories.atlas import PartnerMapFactory
from tests.factories.network import PresenceFactory, TerritoryFactory

from maillage.atlas.filters import open_map
from maillage.atlas.queries.countries import counts
from maillage.network.enums import Precision, TerritoryKind
from maillage.network.readers import STRANGER


@pytest.mark.django_db
def test_counts_are_per_country_and_obey_the_stricter_threshold():
    africa = TerritoryFactory(name="Africa", code="002", kind=TerritoryKind.WORLD_REGION)
    for name, number in (("Mali", 5), ("Togo", 4), ("Chad", 2), ("Benin", 2)):
        country = TerritoryFactory(name=name, parent=africa)
        for _ in range(number):
            PresenceFactory(territory=country, precision_public=Precision.COUNTRY)
    PartnerMapFactory(slug="careful", threshold=5)

    def said(slug):
        return {str(c.territory): c.count for c in counts(open_map(STRANGER, slug, MultiValueDict()))}

    assert said("all") == {"Africa": 13, "Mali": 5, "Togo": 4, "Chad": None, "Benin": None}
    assert said("careful") == {"Africa": 13, "Mali": 5, "Togo": None, "Chad": None, "Benin": None}
