"""What Wagtail's admin is told of the publications."""

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from maillage.journal.phrases import register_acts
from maillage.publications.admin import comparing, people
from maillage.publications.enums import Act
from maillage.publications.models import Following, Rubric
from maillage.publications.relays import wagtail_hooks as relays  # noqa: F401 -- registers what is below

register_acts(Act)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    patterns = [
        path("rubrics/<int:pk>/people/", people.choose, name="people"),
        path("translations/<int:pk>/compared/", comparing.confirm, name="compared"),
    ]
    return [path("publications/", include((patterns, "publications_office")))]


@hooks.register("register_admin_menu_item")
def redirects_item() -> MenuItem:
    return MenuItem(
        pgettext_lazy("menu", "Moved pages"),
        reverse_lazy("wagtailredirects:index"),
        name="moved-pages",
        icon_name="redirect",
        order=360,
    )


@hooks.register("register_page_header_buttons")
def buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page.specific_deferred, Rubric) and user.has_perm("network.change_organisation"):
        address = reverse("publications_office:people", args=[page.pk])
        yield Button(_("Who keeps this rubric"), url=address, icon_name="group", priority=70)
    if Following.objects.filter(page_id=page.pk).exists():
        address = reverse("publications_office:compared", args=[page.pk])
        yield Button(_("Compare with its original"), url=address, icon_name="check", priority=75)
