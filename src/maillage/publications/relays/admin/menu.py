"""The item of the menu, with how many texts wait."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import ngettext, pgettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from maillage.publications.relays import queries


class RelaysItem(MenuItem):
    """“Relays (3)”: the number is part of the words, so that it is heard as well as seen."""

    def is_shown(self, request: HttpRequest) -> bool:
        reader = request.reader  # type: ignore[attr-defined]
        return bool(reader.is_steward or queries.rubrics_of(reader).exists())

    def render_component(self, request: HttpRequest) -> Any:
        count = queries.waiting(request.reader)  # type: ignore[attr-defined]
        words = ngettext("Relays (%(count)d)", "Relays (%(count)d)", count) % {"count": count}
        return LinkMenuItem(
            self.name, words if count else self.label, self.url, icon_name=self.icon_name, classname=self.classname
        )


def relays_item() -> MenuItem:
    return RelaysItem(
        pgettext_lazy("menu", "Relays"), reverse_lazy("relays:inbox"), name="relays", icon_name="link", order=130
    )
