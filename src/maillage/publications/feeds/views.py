"""The addresses of feeds. What they answer depends on the address and on what is published, never on who asks."""

import hashlib
from collections.abc import Callable

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.network.readers import STRANGER
from maillage.publications.addresses import FEEDS, absolute
from maillage.publications.feeds import channels, json, xml
from maillage.publications.feeds.items import Channel
from maillage.publications.filters import Asked
from maillage.publications.models import Front, Rubric
from maillage.publications.version import recent_version

KEPT_FOR = 15 * 60
LONGEST = 300  # letters of an address; longer ones are nobody's subscription


@require_safe
def site(request: HttpRequest, kind: str) -> HttpResponse:
    return _answer(request, kind, lambda address: channels.of_site(_language(), address))


@require_safe
def rubric(request: HttpRequest, path: str, kind: str) -> HttpResponse:
    front = Front.objects.get(locale__language_code=_language())
    found = Rubric.objects.live().select_related("locale").filter(url_path=f"{front.url_path}{path}/").first()
    if found is None:
        raise Http404(_("There is no page at this address."))
    return _answer(request, kind, lambda address: channels.of_rubric(found, address))


@require_safe
def articles(request: HttpRequest, kind: str) -> HttpResponse:
    """A feed of a theme, a place, an organisation…: what the list of articles understands, and nothing it does not."""
    asked = Asked(STRANGER, request.GET)
    if asked.problems:  # a feed of everything instead would surprise whoever subscribed
        raise Http404(_("There is no page at this address."))
    query = f"?{urlencode(asked.values)}" if asked.values else ""
    home = absolute(reverse("publications:articles")) + query
    own = absolute(reverse("publications:articles-feed", kwargs={"kind": kind})) + query
    return _answer(request, kind, lambda _address: channels.of_list(asked, _language(), own, home))


def _language() -> str:
    return get_language() or ""


def _answer(request: HttpRequest, kind: str, make: Callable[[str], Channel]) -> HttpResponse:
    """The feed, or that nothing has changed: by its own words (ETag) and by its latest article (Last-Modified)."""
    text, updated = _kept(request, kind, make)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    response = HttpResponse(text, content_type=f"{FEEDS[kind]}; charset=utf-8", headers={
        "ETag": etag, "Last-Modified": http_date(updated), "Cache-Control": "public, max-age=300",
        "Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*",
    })  # fmt: skip
    return get_conditional_response(request, etag=etag, last_modified=int(updated), response=response) or response


def _kept(request: HttpRequest, kind: str, make: Callable[[str], Channel]) -> tuple[str, float]:
    """Written once, until anything that is shown changes."""
    path = request.get_full_path()
    key = f"feed:{recent_version()}:{timezone.localdate()}:{hashlib.sha256(path.encode()).hexdigest()}"
    kept: tuple[str, float] | None = cache.get(key)
    if kept is None:
        channel = make(absolute(request.path))
        text = json.written(channel) if kind == "json" else xml.written(kind, channel)
        kept = (text, channel.updated.timestamp())
        if len(path) <= LONGEST:
            cache.set(key, kept, KEPT_FOR)
    return kept
