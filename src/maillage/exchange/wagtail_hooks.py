"""What Wagtail's admin is told of the exchange."""

from typing import Any

from wagtail import hooks

from maillage.exchange.duplicates.admin import menu, pages
from maillage.exchange.enums import Act
from maillage.journal.phrases import acts

for act in Act:
    acts.register(act.value, act.label)


@hooks.register("register_admin_urls")
def duplicates_urls() -> list[Any]:
    return pages.urlpatterns


hooks.register("register_admin_menu_item", menu.duplicates_item)
