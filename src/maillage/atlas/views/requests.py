from django.http import HttpRequest

from maillage.network.readers import Reader


def reader_of(request: HttpRequest) -> Reader:
    """Who reads, as `network.middleware.ReaderMiddleware` found."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    return reader
