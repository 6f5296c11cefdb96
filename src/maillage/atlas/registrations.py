"""What the atlas puts in the registries: its maps leave with an export and come back, and stand in articles.

Points are made anew.
"""

from maillage.atlas.article_map import ArticleMap
from maillage.atlas.models import PartnerMap
from maillage.cms.blocks import article_blocks
from maillage.exchange import registrations  # after the tables a map names
from maillage.exchange.archive.tables import register

register(PartnerMap, "slug", registrations.SHOWN)
article_blocks.register("map", ArticleMap)
