"""Languages in addresses, without mistaking an answer for an address that lacks its language."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

NOT_FOUND = 404


class Languages(LocaleMiddleware):
    """Django sends every 404 on to the same address under a language, if any page could stand there.

    Since pages of editors can stand anywhere, only addresses that no view knows are sent on: what a view does not show
    is answered at once, the same for what is hidden and what is absent.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == NOT_FOUND and request.resolver_match is not None:
            patch_vary_headers(response, ("Accept-Language",))
            response.headers.setdefault("Content-Language", get_language() or "")
            return response
        return super().process_response(request, response)
