"""Signing in again by a code sent to one's address: for people with neither password nor second factor.

The session keeps a keyed hash of the code, never the code.
"""

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from maillage.accounts.models import Person
from maillage.kit.letters import compose

STATE = "confirming"
LASTS = 15 * 60
TRIES = 3


def is_waiting(request: HttpRequest) -> bool:
    """Whether a code is out that can still be typed."""
    state = request.session.get(STATE)
    return state is not None and state["tries"] > 0 and time.time() - state["at"] < LASTS


def send_code(request: HttpRequest, person: Person) -> bool:
    """Send a fresh code; False when too many were asked for."""
    if not ratelimit.consume(request, action="request_login_code", key=person.email):
        return False
    code = get_adapter().generate_login_code()
    request.session[STATE] = {"hash": _hash(code), "at": time.time(), "tries": TRIES}
    compose(person.email, "accounts/mail/confirm_code", {"code": code}, person.language).send()
    return True


def confirm(request: HttpRequest, person: Person, code: str) -> bool:
    """Whether the code was right; then this person has just signed in again. Each try counts."""
    if not is_waiting(request):
        return False
    state = request.session[STATE]
    if not constant_time_compare(state["hash"], _hash(code)):
        request.session[STATE] = state | {"tries": state["tries"] - 1}
        return False
    del request.session[STATE]
    record_authentication(request, person, method="code", reauthenticated=True)
    return True


def _hash(code: str) -> str:
    return salted_hmac("confirming", "".join(c for c in code.upper() if c.isalnum()), algorithm="sha256").hexdigest()
