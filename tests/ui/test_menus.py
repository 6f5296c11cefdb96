"""Menus: entries in order, those whose address does not exist left out, the page's own section lit."""

from django.test import RequestFactory
from django.utils import translation

from maillage.kit.hooks import Registry
from maillage.ui.menus import MenuEntry, links


def menu(*entries: MenuEntry) -> Registry[MenuEntry]:
    registry: Registry[MenuEntry] = Registry("Menu entry")
    for entry in entries:
        registry.register(str(entry.label), entry)
    return registry


def test_links_come_in_their_order():
    found = links(menu(MenuEntry("b", "portal:desk", 20), MenuEntry("a", "portal:home", 10)), RequestFactory().get("/"))
    assert [link.label for link in found] == ["a", "b"]


def test_entry_without_an_address_is_left_out():
    assert list(links(menu(MenuEntry("gone", "calls:list")), RequestFactory().get("/"))) == []


def test_entry_for_others_is_left_out():
    hidden = MenuEntry("hidden", "portal:home", shown=lambda request: False)
    assert list(links(menu(hidden), RequestFactory().get("/"))) == []


@translation.override("fr")
def test_link_knows_its_page_and_its_section():
    desk = MenuEntry("desk", "portal:desk")
    [here] = links(menu(desk), RequestFactory().get("/fr/desk/"))
    [below] = links(menu(desk), RequestFactory().get("/fr/desk/drafts/"))
    [away] = links(menu(desk), RequestFactory().get("/fr/"))
    assert (here.is_here, here.is_section) == (True, True)
    assert (below.is_here, below.is_section) == (False, True)
    assert (away.is_here, away.is_section) == (False, False)
