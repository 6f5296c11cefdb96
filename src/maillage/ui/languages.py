"""The same page in another language, and the direction of a language."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.http import urlencode
from django.utils.translation import get_language, get_language_info

RTL = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    direction: str
    is_here: bool


def direction_of(language: str | None) -> str:
    return "rtl" if (language or "").split("-")[0].lower() in RTL else "ltr"


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """The same page in each language. A view that knows better than its address says so in `request.same_page`."""
    here, known = get_language(), getattr(request, "same_page", {})
    return [
        LanguageLink(
            code=code,
            name=get_language_info(code)["name_local"].capitalize(),
            url=known.get(code) or same_page(request.get_full_path(), code),
            direction=direction_of(code),
            is_here=code == here,
        )
        for code, _name in settings.LANGUAGES
    ]


def same_page(path: str, language: str) -> str:
    """The address of `path` in `language`. An address without a language goes through the choice kept in a cookie."""
    found = translate_url(path, language)
    if found != path:
        return found
    first, slash, rest = path.lstrip("/").partition("/")
    if first in dict(settings.LANGUAGES):  # a page that does not exist still offers its other languages
        return f"/{language}{slash}{rest}"
    return f"{reverse('ui:language', args=[language])}?{urlencode({'next': path})}"
