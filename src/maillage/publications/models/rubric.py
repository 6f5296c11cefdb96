"""Rubrics: where articles stand, as deep as an editor wants."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page

from maillage.publications.enums import Order
from maillage.publications.richtext import LONG
from maillage.publications.serving import Faced

if TYPE_CHECKING:
    from django.contrib.auth.models import Group


class Rubric(Faced, Page):
    """`stewards` are the people who edit and publish what is below; `actions.stewards` gives them their permissions."""

    introduction = RichTextField(_("introduction"), features=LONG, blank=True)
    order: "models.CharField[str, str]" = models.CharField(
        _("order of the articles"), max_length=4, choices=Order, default=Order.DATE
    )
    stewards: "models.ForeignKey[Group | None, Group | None]" = models.ForeignKey(
        "auth.Group",
        verbose_name=_("stewards"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="rubrics",
    )

    Order = Order
    show_in_menus_default = True
    parent_page_types: ClassVar = ["publications.Front", "publications.Rubric"]
    subpage_types: ClassVar = ["publications.Rubric", "publications.Article"]

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
