"""Whole pages of strangers, drawn once and thrown away with the next change of the site or of the directory."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from maillage.publications.queries.version import recent_version
from maillage.ui.context import look_of

KEPT_FOR = 60 * 60
LONGEST = 300  # letters of an address; longer ones are nobody's bookmark
HEADERS = ("Content-Type", "Content-Language")


def kept(request: HttpRequest, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """What `draw` answers; for someone who is not signed in, once per address, look and state of what is shown.

    Nothing is kept for anybody with a session: what they read may be theirs alone, and what they are told is.
    """
    if not _may_be_kept(request):
        return draw()
    key = _key(request)  # asked before anything that is kept under it
    found = cache.get(key)
    if found is not None:
        content, headers = found
        return HttpResponse(content, headers=headers)
    response = draw()
    if hasattr(response, "render") and not getattr(response, "is_rendered", True):
        response = response.render()
    if response.status_code == 200 and not response.cookies and not response.streaming:  # noqa: PLR2004 -- as HTTP says
        headers = {name: response[name] for name in HEADERS if response.has_header(name)}
        cache.set(key, (response.content, headers), KEPT_FOR)
    return response


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HX-Request" not in request.headers
        and len(request.get_full_path()) <= LONGEST
    )


def _key(request: HttpRequest) -> str:
    address = "\n".join([request.build_absolute_uri(), *map(str, look_of(request))])
    return f"page:{recent_version()}:{timezone.localdate()}:{hashlib.sha256(address.encode()).hexdigest()}"
