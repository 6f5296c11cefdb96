"""Partner maps in the back office."""

import pytest
from django.urls import reverse
from tests.factories.atlas import PartnerMapFactory
from tests.factories.network import OrganisationFactory

from maillage.atlas.enums import Act
from maillage.atlas.models import PartnerMap
from maillage.journal.models import Entry

VALUES = {
    "title_0": "Carte", "slug": "crid", "filters": "", "audience": "0", "precision_cap": "0", "text_0": "",
}  # fmt: skip


def test_a_map_is_added_changed_and_removed(office):
    network = OrganisationFactory(name="CRID")
    address = "http://testserver/fr/organisations/?kind=union&territory=FR"
    values = VALUES | {"network": "crid", "filters": address, "origins": "https://a.example\nhttps://b.example:8443"}
    assert office.post(reverse("partner-maps:add"), values | {"languages": ["fr", "ar"]}).status_code == 302
    added = PartnerMap.objects.get()
    assert (added.network, added.filters) == (network, "kind=union&territory=FR")
    assert added.origins == ["https://a.example", "https://b.example:8443"]
    assert added.languages == ["fr", "ar"]
    assert added.shown_to == 0

    office.post(reverse("partner-maps:edit", args=[added.pk]), VALUES | {"audience": "10", "slug": "crid"})
    added.refresh_from_db()
    assert (added.audience, added.shown_to, added.network, added.origins) == (10, 10, None, [])

    office.post(reverse("partner-maps:delete", args=[added.pk]))
    assert not PartnerMap.objects.exists()
    assert set(Entry.objects.filter(act__in=Act.values).values_list("act", flat=True)) == set(Act.values)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("origins", "http://a.example"),
        ("origins", "https://*.example"),
        ("origins", "https://a.example/path"),
        ("origins", "https://a.example; script-src *"),
        ("filters", "sort=name"),
        ("slug", "all"),
        ("threshold", "1"),
        ("audience", "20"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(office, name, value):
    response = office.post(reverse("partner-maps:add"), VALUES | {name: value})

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not PartnerMap.objects.exists()


def test_the_list_takes_as_many_queries_for_three_as_for_one(office, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = []
    for number in (1, 2):
        for _ in range(number):
            PartnerMapFactory(network=OrganisationFactory())
        office.get(reverse("partner-maps:index"))
        with CaptureQueriesContext(connection) as captured:
            assert office.get(reverse("partner-maps:index")).status_code == 200
        counted.append(len(captured))

    assert counted[0] == counted[1]
