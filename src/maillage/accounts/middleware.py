"""Keep the list of sessions honest."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from maillage.accounts import sessions


class LastSeen:
    """Note the use of a session, when the page looked at the session at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed and request.session.session_key:
            sessions.note_use(request)
        return response
