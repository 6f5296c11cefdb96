"""The root of the site in one language."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from maillage.publications.richtext import INLINE
from maillage.publications.serving import Faced


class Front(Faced, Page):
    """One per language, translations of one another. The portal draws the home page, and opens it with `introduction`."""

    introduction = RichTextField(
        _("introduction"), features=INLINE, blank=True, help_text=_("Who you are, in two or three sentences.")
    )

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["publications.Rubric"]
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("site in one language")
        verbose_name_plural = _("site in each language")
