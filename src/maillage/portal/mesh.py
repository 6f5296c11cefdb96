"""The drawing of the home page: the home organisation, those tied to it, and the ties among them."""

from django.utils.translation import get_language

from maillage.kit.mesh import Mesh, Node
from maillage.kit.mesh import draw as draw_around
from maillage.network.models import Organisation
from maillage.network.readers import Reader
from maillage.portal import queries

MOST = 9


def draw(home: Organisation, neighbours: list[queries.Neighbour], reader: Reader) -> Mesh:
    here, drawn = get_language(), neighbours[:MOST]
    nodes = [Node(one.organisation.pk, one.organisation.label_in(here), one.is_founding) for one in drawn]
    return draw_around(home.label_in(here), nodes, queries.ties_among([one.organisation.pk for one in drawn], reader))
