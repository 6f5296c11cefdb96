"""The root of the site in one language."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from maillage.publications.serving import Faced


class Front(Faced, Page):
    """One per language, translations of one another. The portal draws the home page; this holds what is below it."""

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["publications.Rubric"]

    class Meta:
        verbose_name = _("site in one language")
        verbose_name_plural = _("site in each language")
