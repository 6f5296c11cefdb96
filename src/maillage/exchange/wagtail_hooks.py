"""What Wagtail's admin is told of the exchange."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from maillage.exchange.duplicates.admin import menu, pages
from maillage.exchange.enums import Act
from maillage.journal.phrases import register_acts

register_acts(Act)


@hooks.register("register_admin_menu_item")
def imports_item() -> MenuItem:
    return MenuItem(
        pgettext_lazy("menu", "Imports"),
        reverse_lazy("exchange:import-list"),
        name="imports",
        icon_name="upload",
        order=350,
    )


@hooks.register("register_admin_urls")
def duplicates_urls() -> list[Any]:
    return pages.urlpatterns


hooks.register("register_admin_menu_item", menu.duplicates_item)
