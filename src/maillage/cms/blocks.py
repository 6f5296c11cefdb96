"""What a long text can be made of: every app may add blocks, whichever app keeps the text."""

from collections.abc import Callable

from wagtail.blocks import Block

from maillage.kit.hooks import Registry

BlockFactory = Callable[[], Block]  # called once; the name it is registered under is the type kept in the database

article_blocks: Registry[BlockFactory] = Registry("Block of an article")
