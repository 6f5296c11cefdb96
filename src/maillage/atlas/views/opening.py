"""Which map an address means, as a sheet; a map one may not open is as absent as one that never was."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import translate_url
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

from maillage.atlas.filters import open_map
from maillage.atlas.models import PartnerMap
from maillage.atlas.sheets import Sheet
from maillage.network.readers import Reader
from maillage.ui.languages import LanguageLink, language_links

View = Callable[[HttpRequest, str], HttpResponseBase]


class InAnotherLanguageError(Exception):
    """The map exists for this reader, but not in the language of the page."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


def sheet_or_404(reader: Reader, slug: str, query: MultiValueDict[str, str]) -> Sheet:
    """The map at `slug` ("all" for everything), narrowed by `query`, named in the language of the page.

    Raises InAnotherLanguageError when the map is not kept in that language.
    """
    here = get_language() or ""
    named = query.copy()
    named["lang"] = here
    shown = open_map(reader, slug, named)
    if shown is None:
        raise Http404
    if shown.map is not None and shown.language != here:
        raise InAnotherLanguageError(shown.language)
    return Sheet(shown, query)


def tongues(request: HttpRequest, kept: PartnerMap) -> list[LanguageLink]:
    """The same page in the languages the map is kept in; none when it is kept in all of them."""
    links = {link.code: link for link in language_links(request)}
    return [links[code] for code in kept.spoken]


def in_its_languages(view: View) -> View:
    """Lead to the same address in the map's first language when the map is not kept in that of the page."""

    @wraps(view)
    def led(request: HttpRequest, slug: str) -> HttpResponseBase:
        try:
            return view(request, slug)
        except InAnotherLanguageError as other:
            return redirect(translate_url(request.get_full_path(), other.language))

    return led
