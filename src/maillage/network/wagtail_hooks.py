"""What Wagtail's admin is told of the network."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from maillage.journal.phrases import register_acts
from maillage.network.admin import menu, pages
from maillage.network.admin.disclosure import ConsentViewSet, PolicyViewSet
from maillage.network.admin.organisations import OrganisationViewSet
from maillage.network.admin.people import InvitationViewSet, MandateViewSet, PersonViewSet
from maillage.network.admin.ties import TieViewSet
from maillage.network.admin.vocabulary import (
    CircleViewSet,
    SourceViewSet,
    TerritoryViewSet,
    ThemeViewSet,
    TieTypeViewSet,
)
from maillage.network.enums import Act

register_acts(Act)


class NetworkGroup(ViewSetGroup):
    menu_label = pgettext_lazy("menu", "Directory")
    menu_name, menu_icon, menu_order = "directory", "group", 100
    add_to_admin_menu = True
    items = (OrganisationViewSet, TieViewSet)


class PeopleGroup(ViewSetGroup):
    menu_label = pgettext_lazy("menu", "People")
    menu_name, menu_icon, menu_order = "people-menu", "user", 200
    add_to_admin_menu = True
    items = (PersonViewSet, MandateViewSet, InvitationViewSet)


class DisclosureGroup(ViewSetGroup):
    menu_label = pgettext_lazy("menu", "Who sees what")
    menu_name, menu_icon, menu_order = "disclosure", "lock", 400
    add_to_admin_menu = True
    items = (PolicyViewSet, ConsentViewSet, CircleViewSet)


class VocabularyGroup(ViewSetGroup):
    menu_label = pgettext_lazy("menu", "Shared words")
    menu_name, menu_icon, menu_order = "vocabulary", "tag", 500
    add_to_admin_menu = True
    items = (TerritoryViewSet, ThemeViewSet, TieTypeViewSet, SourceViewSet)


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    return [NetworkGroup(), PeopleGroup(), DisclosureGroup(), VocabularyGroup()]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return pages.urlpatterns


hooks.register("register_admin_menu_item", menu.inbox_item)
hooks.register("register_admin_menu_item", menu.merge_item)
hooks.register("register_admin_menu_item", menu.hide_item)
hooks.register("construct_main_menu", menu.keep_ours)


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("network/office.css"))
