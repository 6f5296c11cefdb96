"""What our middleware adds to a request, for the type checker."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from maillage.network.readers import Reader


class ReaderRequest(HttpRequest):
    reader: Reader
    htmx: HtmxDetails
