"""The reader's choices about how pages look and read. Each is one cookie that says nothing about the reader."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from maillage.ui.context import CHOICES

A_YEAR = 60 * 60 * 24 * 365


@csrf_exempt  # a token would set a cookie for every visitor; forging this changes looks, nothing else
@require_POST
def look(request: HttpRequest, name: str) -> HttpResponse:
    """Colours, size of the text, pictures: one of the choices there are, or (anything else) as the device prefers."""
    answer = HttpResponseRedirect(_back(request, request.POST.get("next", "")))
    value = request.POST.get(name, "")
    if value in CHOICES[name]:
        _keep(answer, name, value)
    else:
        answer.delete_cookie(name, samesite="Lax")
    return answer


@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the reader's language for addresses that name none, and go back there."""
    answer = HttpResponseRedirect(translate_url(_back(request, request.GET.get("next", "")), code))
    if code in dict(settings.LANGUAGES):
        _keep(answer, settings.LANGUAGE_COOKIE_NAME, code)
    return answer


def _back(request: HttpRequest, address: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else "/"


def _keep(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)
