"""`{% load office %}`: the menu of the back office as plain links, where no script draws it."""

from collections.abc import Iterable, Iterator

from django import template
from django.http import HttpRequest
from wagtail.admin.menu import MenuItem, SubmenuMenuItem, admin_menu

register = template.Library()


@register.simple_tag(takes_context=True)
def office_menu(context: template.Context) -> list[MenuItem]:
    """What this reader finds in the menu: entries with a `label` and a `url`, those of sub-menus in their place."""
    return list(_flat(admin_menu.menu_items_for_request(context["request"]), context["request"]))


def _flat(items: Iterable[MenuItem], request: HttpRequest) -> Iterator[MenuItem]:
    for item in sorted(items, key=lambda item: int(item.order)):
        if isinstance(item, SubmenuMenuItem):
            yield from _flat(item.menu.menu_items_for_request(request), request)
        else:
            yield item
