"""A new password closes every other door."""

from typing import Any

from allauth.account import signals
from django.http import HttpRequest

from maillage.accounts import actions
from maillage.accounts.models import Person


def connect() -> None:
    for signal in (signals.password_changed, signals.password_set, signals.password_reset):
        signal.connect(end_other_sessions, dispatch_uid="end_other_sessions")


def end_other_sessions(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    actions.end_other_sessions(user, than=request.session.session_key)
