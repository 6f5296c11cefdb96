"""Newsletters in the menus of every page."""

from django.utils.translation import gettext_lazy as _

from maillage.ui.menus import MAIN, MenuEntry


def register() -> None:
    MAIN.register("letters", MenuEntry(_("Newsletters"), "letters:list", order=70))
