"""Partner maps leave with an export and come back."""

import pytest
from tests.factories.atlas import PartnerMapFactory
from tests.factories.network import CircleFactory, OrganisationFactory

from maillage.atlas.models import PartnerMap
from maillage.exchange.actions.archive import import_archive, write_archive
from maillage.network.enums import Audience
from maillage.network.models import Circle, Organisation

pytestmark = pytest.mark.django_db


def test_a_map_comes_back_as_it_left(tmp_path):
    network, circle = OrganisationFactory(name="CRID"), CircleFactory(name="Ours")
    PartnerMapFactory(
        slug="crid", network=network, audience=Audience.CIRCLE, circle=circle, origins=["https://a.example"]
    )
    write_archive(tmp_path / "all.zip")
    for model in (PartnerMap, Circle, Organisation):
        model.objects.all().delete()
    import_archive(tmp_path / "all.zip", by=None)

    back = PartnerMap.objects.get()
    assert (back.slug, back.network.slug, back.origins) == ("crid", "crid", ["https://a.example"])
    assert back.shown_circles == [back.circle_id]
