"""Under which name the page of a stranger is kept, and where it is found again; `views.kept` is what keeps it."""

import gzip
import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils import timezone

from maillage.publications.version import recent_version
from maillage.ui.context import look_of

KEPT_FOR = 60 * 60
LONGEST = 300  # letters of an address; longer ones are nobody's bookmark
KNOWN = frozenset(
    {"page", "all", "theme", "territory", "organisation", "year", "author"}
)  # of a query; others are drawn


def found(request: HttpRequest) -> HttpResponse | None:
    """The page as it is kept, before anything is asked about who reads; None when it has to be drawn."""
    if not may_be_kept(request) or not cache.get(_mark_of(request)):
        return None
    kept = cache.get(key_of(request, recent_version()))
    return answer(request, *kept) if kept is not None else None


def answer(request: HttpRequest, packed: bytes, headers: dict[str, str]) -> HttpResponse:
    """The page as `keep` packed it, or unpacked for the rare reader whose browser does not say that it can."""
    headers = {**headers, "Vary": "Cookie, Save-Data, Accept-Encoding"}
    if re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
        return HttpResponse(packed, headers={**headers, "Content-Encoding": "gzip"})
    return HttpResponse(gzip.decompress(packed), headers=headers)


def may_be_kept(request: HttpRequest) -> bool:
    """Nothing of anybody with a session; no query but those of lists, which are few."""
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HX-Request" not in request.headers
        and len(request.get_full_path()) <= LONGEST
        and KNOWN.issuperset(request.GET)
    )


def keep(request: HttpRequest, key: str, content: bytes, headers: dict[str, str]) -> HttpResponse:
    """The answer, as it will be given from now on. Packed once: a stranger's page holds no secret that its length could tell."""
    packed = gzip.compress(content, compresslevel=6, mtime=0)
    cache.set_many({key: (packed, headers), _mark_of(request): True}, KEPT_FOR)
    return answer(request, packed, headers)


def _mark_of(request: HttpRequest) -> str:
    """Says that there may be a kept page at all: the state of the site is not asked for at every other address."""
    return f"page-here:{hashlib.sha256(request.build_absolute_uri().encode()).hexdigest()}"


def key_of(request: HttpRequest, version: str) -> str:
    address = "\n".join([request.build_absolute_uri(), *map(str, look_of(request))])
    return f"page:{version}:{timezone.localdate()}:{hashlib.sha256(address.encode()).hexdigest()}"
