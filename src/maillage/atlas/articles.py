"""A map in the middle of a text: drawn by the server for whoever reads, with the way to the map that opens."""

from typing import Any

from django.http import QueryDict  # noqa: TID251 -- the parser of addresses, not a request
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from maillage.atlas.filters import open_map
from maillage.atlas.sheets import Sheet, with_query
from maillage.atlas.validators import validate_filters
from maillage.cms.blocks import article_blocks
from maillage.network.readers import STRANGER


class MapOfAFilter(blocks.StructBlock):
    """A partner map by its address, or any filter of the directory. Neither is looked up while editing: it would tell."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    map = blocks.RegexBlock(
        regex=r"^[\w-]{1,80}$",
        label=_("Address of a partner map"),
        required=False,
        help_text=_("The last part of its address; empty for a map of the filter below."),
        error_messages={"invalid": _("Only the last part of the address, without slashes.")},
    )
    filters = blocks.CharBlock(
        label=_("Filter"),
        required=False,
        max_length=500,
        validators=[validate_filters],
        help_text=_("Search the directory, then copy here what follows “?” in the address of the page."),
    )

    class Meta:
        icon = "site"
        label = _("Map")
        template = "atlas/in_article.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        reader = getattr(context.get("request"), "reader", STRANGER)
        slug = value["map"] or "all"
        query = QueryDict("" if value["map"] else value["filters"], mutable=True)
        named = query.copy()
        named["lang"] = get_language() or ""
        shown = open_map(reader, slug, named)
        if shown is None:
            return {**context, "sheet": None}
        page = (
            reverse("atlas:partner-map", args=[slug])
            if value["map"]
            else with_query(reverse("atlas:map"), query.urlencode())
        )
        return {**context, "sheet": Sheet(shown, query), "address": page}


def register() -> None:
    article_blocks.register("map", MapOfAFilter)
