"""Pictures, documents, films: a picture always says what it shows and whose it is; a film is never loaded unasked."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureFigure(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alternative = blocks.CharBlock(
        label=_("What it shows"),
        max_length=250,
        help_text=_("For those who do not see it: what matters in the picture."),
    )
    credit = blocks.CharBlock(label=_("Credit"), max_length=250, help_text=_("Who made it, and under which licence."))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "publications/blocks/picture.html"


class DocumentOffer(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=250)
    about = blocks.CharBlock(label=_("What it is"), required=False, max_length=500)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "publications/blocks/document.html"


class VideoLink(blocks.StructBlock):
    """A film elsewhere, as a link: the reader decides whether that site learns of the visit."""

    url = blocks.URLBlock(label=_("Address of the page of the film"))
    title = blocks.CharBlock(label=_("Title"), max_length=250)
    still = ImageChooserBlock(
        label=_("Picture"), required=False, help_text=_("Kept here; nothing is asked of that site.")
    )
    transcript = blocks.TextBlock(label=_("What is said, in writing"), required=False)

    class Meta:
        icon = "media"
        label = _("Film or sound")
        template = "publications/blocks/video.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        host = urlsplit(value["url"]).hostname or ""
        return {**super().get_context(value, parent_context), "host": host.removeprefix("www.")}
