"""The blocks of an article. Apps that stand on the same line register theirs in `maillage.cms.blocks.article_blocks`."""

from maillage.cms.blocks import BlockFactory
from maillage.publications.blocks.text import Quote, Text

OURS: dict[str, BlockFactory] = {"text": Text, "quote": Quote}

__all__ = ["OURS"]
