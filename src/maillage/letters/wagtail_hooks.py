"""The way from the back office to newsletters: their pages are for editors too, who have no business there."""

from django.urls import reverse_lazy
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_menu_item")
def newsletters_item() -> MenuItem:
    return MenuItem(
        pgettext_lazy("menu", "Newsletters"),
        reverse_lazy("letters:office"),
        name="newsletters",
        icon_name="mail",
        order=340,
    )
