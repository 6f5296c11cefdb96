"""When a session was last used: to the hour, so that the list helps its owner and is no record of habits."""

import time

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.utils import timezone

SEEN = "seen_at"
STEP = 60 * 60


def mark_seen(request: HttpRequest) -> None:
    request.session[SEEN] = int(time.time())


def note_use(request: HttpRequest) -> None:
    """Move the session's last use forward, at most once an hour; costs no query in between."""
    seen = request.session.get(SEEN)
    if seen is None or time.time() - seen < STEP:
        return
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())
    mark_seen(request)
