"""What Wagtail's admin is told of relays."""

from typing import Any

from wagtail import hooks

from maillage.journal.phrases import register_acts
from maillage.publications.relays.admin import menu, pages
from maillage.publications.relays.enums import Act

register_acts(Act)

hooks.register("register_admin_menu_item", menu.relays_item)


@hooks.register("register_admin_urls")
def relays_urls() -> list[Any]:
    return pages.urlpatterns
