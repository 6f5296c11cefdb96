"""The nouns of the atlas: partner maps, and the points tiles are made of."""

from maillage.atlas.models.partner_map import PartnerMap
from maillage.atlas.models.points import Cell, Point

__all__ = ["Cell", "PartnerMap", "Point"]
