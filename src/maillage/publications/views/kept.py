"""Whole pages of strangers, drawn once and thrown away with the next change of the site or of the directory."""

from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from maillage.network.context import forget as forget_name
from maillage.publications.keeping import KEPT_FOR, answer, keep, key_of, may_be_kept
from maillage.publications.queries.tree import forget_menus
from maillage.publications.version import recent_version

DRAWN_UNDER = "publications-drawn-under"
HEADERS = ("Content-Type", "Content-Language")


def kept(request: HttpRequest, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """What `draw` answers; for someone who is not signed in, once per address, look and state of what is shown.

    Nothing is kept for anybody with a session: what they read may be theirs alone, and what they are told is.
    """
    if not may_be_kept(request):
        return draw()
    version = recent_version()  # asked before anything that is kept under it
    key = key_of(request, version)
    found = cache.get(key)
    if found is not None:
        return answer(request, *found)
    _forget_what_is_older(version)
    response = draw()
    if hasattr(response, "render") and not getattr(response, "is_rendered", True):
        response = response.render()
    if response.status_code == 200 and not response.cookies and not response.streaming:  # noqa: PLR2004 -- as HTTP says
        headers = {name: response[name] for name in HEADERS if response.has_header(name)}
        return keep(request, key, response.content, headers)
    return response


def _forget_what_is_older(version: str) -> None:
    """Names and menus are kept apart for a moment longer; a page of this version must not carry them on."""
    if cache.get(DRAWN_UNDER) != version:
        forget_menus()
        forget_name()
        cache.set(DRAWN_UNDER, version, KEPT_FOR)
