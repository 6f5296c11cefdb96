"""What Wagtail's admin is told of the publications."""

from django.urls import reverse_lazy
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from maillage.journal.phrases import acts
from maillage.publications.enums import Act

for act in Act:
    acts.register(act.value, act.label)


@hooks.register("register_admin_menu_item")
def redirects_item() -> MenuItem:
    return MenuItem(
        pgettext_lazy("menu", "Moved pages"),
        reverse_lazy("wagtailredirects:index"),
        name="moved-pages",
        icon_name="redirect",
        order=360,
    )
