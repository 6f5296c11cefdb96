"""The field that holds the blocks of an article."""

from typing import Any

from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from maillage.cms.blocks import article_blocks


class Body(StreamBlock):
    """Made when it is first needed: by then every app has registered its blocks."""

    def __init__(self, local_blocks: Any = None, **options: Any) -> None:
        registered = [(name, make()) for name, make in article_blocks]
        super().__init__([*registered, *(local_blocks or [])], **options)


class BodyField(StreamField):
    """A stream whose blocks are registered; migrations do not list them, so an app that adds one changes no column."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Body, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _arguments, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [], options
