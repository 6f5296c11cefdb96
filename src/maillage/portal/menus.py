"""What stands in the menus of every page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.ui.menus import MAIN, PERSON, MenuEntry


def register() -> None:
    MAIN.register("network", MenuEntry(_("The network"), "network:organisation-list", order=10))
    MAIN.register("search", MenuEntry(pgettext_lazy("act", "Search"), "portal:search", order=90))
    PERSON.register("desk", MenuEntry(_("My space"), "portal:desk", order=10, shown=_is_signed_in))
    PERSON.register("back-office", MenuEntry(_("Back office"), "wagtailadmin_home", order=80, shown=_is_steward))
    PERSON.register(
        "sign-out", MenuEntry(pgettext_lazy("act", "Sign out"), "account_logout", order=90, shown=_is_signed_in)
    )
    PERSON.register(
        "sign-in", MenuEntry(pgettext_lazy("act", "Sign in"), "account_login", order=90, shown=_is_stranger)
    )


def _is_signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def _is_stranger(request: HttpRequest) -> bool:
    return not request.user.is_authenticated


def _is_steward(request: HttpRequest) -> bool:
    return bool(request.reader.is_steward)  # type: ignore[attr-defined]
