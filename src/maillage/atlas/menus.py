"""How one comes to the map: from the menu of every page, from the home page, from the directory."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.atlas import desk, home
from maillage.kit.desk import DeskCard, desk_cards, home_sheets
from maillage.network.hooks import Look, looks
from maillage.ui.menus import MAIN, MenuEntry


def register() -> None:
    MAIN.register("map", MenuEntry(pgettext_lazy("menu", "Map"), "atlas:map", order=15))
    home_sheets.register("map", DeskCard(template="atlas/home.html", about=home.about))
    desk_cards.register("atlas.maps", DeskCard(template="atlas/desk.html", about=desk.maps, order=35))
    looks.register("map", Look(_("as a map"), "atlas:map"))
