"""Organisations of the directory in the middle of a text, each for whoever may see it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from maillage.network.models import Organisation
from maillage.network.readers import STRANGER, Reader


class OrganisationList(blocks.StructBlock):
    """Addresses as they are typed. They are not checked while editing: an answer would tell what is hidden."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)
    addresses = blocks.ListBlock(
        blocks.RegexBlock(
            regex=r"^[\w-]{1,80}$",
            label=_("Address of its record"),
            help_text=_("The last part of the address of its page, such as “attac-france”."),
            error_messages={"invalid": _("Only the last part of the address, without slashes.")},
        ),
        label=_("Organisations"),
    )

    class Meta:
        icon = "group"
        label = _("Organisations")
        template = "publications/blocks/organisations.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        addresses = list(value["addresses"])
        known = Organisation.objects.visible_to(reader_in(context)).filter(slug__in=addresses)
        return {**context, "organisations": sorted(known, key=lambda one: addresses.index(one.slug))}


def reader_in(context: dict[str, Any]) -> Reader:
    """Who reads the page; everyone, where a text is drawn for nobody in particular (a feed, a letter)."""
    return getattr(context.get("request"), "reader", STRANGER)
