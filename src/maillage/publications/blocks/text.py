"""Words: running text and quotes."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from maillage.publications.richtext import INLINE, LONG


class Text(blocks.RichTextBlock):
    """Running text; `[^1]` calls the first footnote of the article."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"features": LONG, **options})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "publications/blocks/text.html"


class Quote(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Quote"), features=INLINE)
    source = blocks.CharBlock(label=_("Who said it, and where"), required=False, max_length=250)
    url = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "publications/blocks/quote.html"
