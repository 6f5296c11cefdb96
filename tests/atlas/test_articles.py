"""A map in the middle of a text."""

import pytest
from tests.factories.atlas import PartnerMapFactory

from maillage.atlas.articles import MapOfAFilter
from maillage.network.enums import Audience

pytestmark = pytest.mark.django_db


def drawn(**value):
    block = MapOfAFilter()
    return block.render(block.to_python({"title": "Partners", "map": "", "filters": "", **value}))


def test_it_is_drawn_by_the_server_and_leads_to_the_map_that_opens():
    said = drawn(filters="kind=union")

    assert "<svg" in said
    assert "/map/?kind=union" in said


def test_a_map_the_reader_may_not_open_is_as_absent_as_one_that_never_was():
    hidden = PartnerMapFactory(audience=Audience.MEMBERS)

    assert drawn(map=hidden.slug) == drawn(map="no-such-map")
    assert "<svg" not in drawn(map=hidden.slug)
