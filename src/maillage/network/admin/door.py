"""The door of the back office: strangers sign in, people who are not stewards find nothing, stewards find only our pages."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse

from maillage.network.hooks import office_rooms

Handler = Callable[[HttpRequest], HttpResponse]

REPLACED = {"wagtailadmin_home": "office:inbox", "wagtailadmin_account": "accounts:me"}
OPEN_TO_ALL = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}  # icons and words of the interface
SHUT = {
    "wagtailusers_users",
    "wagtailusers_groups",
    "wagtailsites",
    "wagtailadmin_workflows",
    "wagtaillocales",
}  # people come in by mandates; languages are settings
SHUT_PAGES = {
    "wagtailadmin_pages:set_privacy",
    "wagtailadmin_collections:set_privacy",
}  # what is not for everyone has no place here, and Wagtail's privacy does not cover pictures
OWN_SIGN_IN = "wagtailadmin_login"


class OfficeDoor:
    """Asked before any page under /admin/, whatever Wagtail itself would answer."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if match.view_name in OPEN_TO_ALL:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login("" if match.view_name == OWN_SIGN_IN else request.get_full_path())
        if not request.user.has_perm("wagtailadmin.access_admin") or match.view_name == OWN_SIGN_IN:
            raise Http404
        if SHUT.intersection(match.namespaces) or match.view_name in SHUT_PAGES:
            raise Http404
        if not request.reader.is_steward:  # type: ignore[attr-defined]
            return self._let_in(match)
        return redirect(REPLACED[match.view_name]) if match.view_name in REPLACED else None

    def _let_in(self, match: ResolverMatch) -> HttpResponseBase | None:
        """People whom an app lets in find its rooms and nothing else."""
        if match.view_name == "wagtailadmin_account":
            return redirect(REPLACED[match.view_name])
        for _name, room in office_rooms:
            if match.view_name == "wagtailadmin_home":
                return redirect(room.home)
            if room.holds(match):
                return None
        raise Http404
