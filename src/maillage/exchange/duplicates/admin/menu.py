"""The item of the menu, with how many pairs wait."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from maillage.exchange.duplicates import queries


class DuplicatesItem(MenuItem):
    """“Possible duplicates (3)”: the number is part of the words, so that it is heard as well as seen."""

    def render_component(self, request: HttpRequest) -> Any:
        count = queries.pairs(request.reader, *queries.TO_DO).count()  # type: ignore[attr-defined]
        words = ngettext("Possible duplicates (%(count)d)", "Possible duplicates (%(count)d)", count) % {"count": count}
        return LinkMenuItem(
            self.name, words if count else self.label, self.url, icon_name=self.icon_name, classname=self.classname
        )


def duplicates_item() -> MenuItem:
    return DuplicatesItem(
        _("Possible duplicates"), reverse_lazy("duplicates:list"), name="duplicates", icon_name="copy", order=290
    )
