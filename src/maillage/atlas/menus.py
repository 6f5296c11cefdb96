"""How one comes to the map: from the menu of every page and from the directory."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.network.hooks import Look, looks
from maillage.ui.menus import MAIN, MenuEntry


def register() -> None:
    MAIN.register("map", MenuEntry(pgettext_lazy("menu", "Map"), "atlas:map", order=15))
    looks.register("map", Look(_("as a map"), "atlas:map"))
