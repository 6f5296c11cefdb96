"""The menu: ours first, and nothing of Wagtail's that leads to an empty room or out of the house."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from maillage.network.hooks import office_rooms
from maillage.network.queries import office

REMOVED = {"help", "reports", "settings"}


class InboxItem(MenuItem):
    """“Inbox (3)”: the number is part of the words, so that it is heard as well as seen."""

    def render_component(self, request: HttpRequest) -> Any:
        count = office.inbox_count()
        label = ngettext("Inbox (%(count)d)", "Inbox (%(count)d)", count) % {"count": count} if count else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


def inbox_item() -> MenuItem:
    return InboxItem(
        pgettext_lazy("menu", "Inbox"), reverse_lazy("office:inbox"), name="inbox", icon_name="mail", order=0
    )


def merge_item() -> MenuItem:
    return MenuItem(_("Merge two records"), reverse_lazy("office:merges"), name="merges", icon_name="copy", order=300)


def hide_item() -> MenuItem:
    return MenuItem(
        _("Emergency hide"), reverse_lazy("office:hides"), name="emergency-hide", icon_name="warning",
        classname="emergency-hide", order=900,
    )  # fmt: skip


def keep_ours(request: HttpRequest, items: list[Any]) -> None:
    """Stewards find everything; people whom an app lets in, the entries of its rooms."""
    rooms = {name for _app, room in office_rooms for name in room.menu}
    is_steward = request.reader.is_steward  # type: ignore[attr-defined]
    items[:] = [item for item in items if (item.name not in REMOVED if is_steward else item.name in rooms)]
