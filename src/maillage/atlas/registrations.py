"""What the atlas puts in the registries: its maps leave with an export and come back. Points are made anew."""

from maillage.atlas.models import PartnerMap
from maillage.exchange import registrations  # after the tables a map names
from maillage.exchange.archive.tables import register

register(PartnerMap, "slug", registrations.SHOWN)
