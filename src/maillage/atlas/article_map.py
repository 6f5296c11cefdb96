"""A map in the middle of an article: one of the maps that stewards keep, drawn by the server for whoever reads."""

from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from maillage.atlas.filters import open_map
from maillage.atlas.sheets import Sheet
from maillage.network.readers import STRANGER, Reader


class ArticleMap(blocks.StructBlock):
    """The address of a map as it is typed. It is not checked while editing: an answer would tell what is hidden."""

    slug = blocks.RegexBlock(
        regex=r"^[\w-]{1,80}$",
        label=_("Address of the map"),
        help_text=_("The last part of its address; “all” for the map of everything."),
        error_messages={"invalid": _("Only the last part of the address, without slashes.")},
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)

    class Meta:
        icon = "globe"
        label = _("Map")
        template = "atlas/article_map.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """`sheet` is None where this reader has no such map; everyone reads what is drawn for nobody in particular."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        reader: Reader = getattr(context.get("request"), "reader", STRANGER)
        shown = open_map(reader, value["slug"], MultiValueDict({"lang": [get_language() or ""]}))
        return {**context, "sheet": Sheet(shown, MultiValueDict()) if shown else None}
