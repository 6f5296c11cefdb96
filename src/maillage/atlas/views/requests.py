from django.http import HttpRequest

from maillage.network.readers import Reader


class ReaderRequest(HttpRequest):
    """A request after `network.middleware.ReaderMiddleware`."""

    reader: Reader
    htmx: object
