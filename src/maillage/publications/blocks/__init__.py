"""The blocks of an article. Apps that stand on the same line register theirs in `maillage.cms.blocks.article_blocks`."""

from maillage.cms.blocks import BlockFactory
from maillage.publications.blocks.media import DocumentOffer, PictureFigure, VideoLink
from maillage.publications.blocks.organisations import OrganisationList
from maillage.publications.blocks.text import Quote, Text

OURS: dict[str, BlockFactory] = {
    "text": Text,
    "quote": Quote,
    "picture": PictureFigure,
    "document": DocumentOffer,
    "video": VideoLink,
    "organisations": OrganisationList,
}

__all__ = ["OURS"]
