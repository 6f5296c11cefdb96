"""What our middleware adds to a request, for the type checker."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from maillage.network.readers import Reader


class ReaderRequest(HttpRequest):
    reader: Reader
    htmx: HtmxDetails


def reader_of(request: HttpRequest) -> Reader:
    """Who reads, as `middleware.ReaderMiddleware` found; for requests that are not typed as ours."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    return reader
