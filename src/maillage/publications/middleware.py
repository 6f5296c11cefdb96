"""Pages that are kept are given before anything is asked about who reads: most readers are strangers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from maillage.publications.keeping import found

Handler = Callable[[HttpRequest], HttpResponse]


class KeptPages:
    """Below those that write headers, above those that ask about a session; it stores nothing itself."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return found(request) or self.get_response(request)
