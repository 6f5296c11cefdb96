"""What every answer for programs has in common: its language, its ETag, and who may read it from another site."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from maillage.exchange.api.problems import Refused, not_there, refused
from maillage.network.queries.version import data_version
from maillage.network.requests import reader_of

View = Callable[..., HttpResponse]
KEPT_FOR = 60 * 60
LANGUAGE = "lang"


def page_url(request: HttpRequest, slug: str) -> str:
    """The page of an organisation, for people, in the language of the answer."""
    return request.build_absolute_uri(reverse("network:organisation-detail", args=[slug]))


def answers(view: View) -> View:
    """Say it in the language asked for; with an ETag; to pages of any site when a stranger asks."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with translation.override(_language(request)):
            response = _again(request) or _with_etag(request, _answer(view, request, *args, **kwargs))
            response["Content-Language"] = translation.get_language()
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        if request.method == "GET" and reader_of(request).person is None:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag, Link"
            response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return answer


def _answer(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    try:
        if request.GET.get(LANGUAGE, "") not in {"", *dict(settings.LANGUAGES)}:
            return refused(request, [_language_problem()])
        return view(request, *args, **kwargs)
    except Refused as refusal:
        return refused(request, refusal.problems)
    except Http404:
        return not_there(request)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get(LANGUAGE, "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE


def _language_problem() -> str:
    codes = ", ".join(code for code, _name in settings.LANGUAGES)
    return _("The parameter lang takes one of these: %(codes)s.") % {"codes": codes}


# An ETag is made of what the answer says, never of the version of the data: that moves when hidden things change too,
# and would tell a stranger so. The version only spares the work when the same stranger's question comes again.


def _again(request: HttpRequest) -> HttpResponse | None:
    """304 without any work, when strangers got this very answer since the last change."""
    known = request.headers.get("If-None-Match")
    if not known or reader_of(request).person is not None:
        return None
    etag = cache.get(_key(request))
    return HttpResponseNotModified(headers={"ETag": etag}) if etag and etag in known else None


def _with_etag(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != 200 or response.streaming:  # noqa: PLR2004 -- OK
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    if reader_of(request).person is None:
        cache.set(_key(request), etag, KEPT_FOR)
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    response["ETag"] = etag
    return response


def _key(request: HttpRequest) -> str:
    asked = f"{request.build_absolute_uri()} {translation.get_language()}"
    digest = hashlib.sha256(asked.encode()).hexdigest()
    return f"etag:{data_version()}:{timezone.localdate()}:{digest}"
