"""What is held about someone because they sign in."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from maillage.accounts import actions
from maillage.accounts.models import Person
from maillage.kit.personal_data import Holding, Rows, holdings


def register() -> None:
    """The person last: everything else leans on that row."""
    for name, holding in HOLDINGS.items():
        holdings.register(name, holding)


def _when(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="minutes") if moment else None


def session_rows(person_id: int) -> Rows:
    return [
        {"started_at": _when(row.created_at), "last_used_at": _when(row.last_seen_at)}
        for row in UserSession.objects.filter(user_id=person_id).order_by("created_at")
    ]


def erase_sessions(person_id: int) -> int:
    """Every session of this person, also those the list does not know; what they hold is readable only one by one."""
    keys = [s.session_key for s in Session.objects.iterator() if s.get_decoded().get(SESSION_KEY) == str(person_id)]
    UserSession.objects.filter(user_id=person_id).delete()
    return Session.objects.filter(session_key__in=keys).delete()[0]


def expire_sessions(now: datetime) -> int:
    gone = Session.objects.filter(expire_date__lte=now).delete()[0]
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return gone


def second_factor_rows(person_id: int) -> Rows:
    return [
        {
            "kind": row.type,
            "name": row.data.get("name", ""),
            "added_at": _when(row.created_at),
            "last_used_at": _when(row.last_used_at),
        }
        for row in Authenticator.objects.filter(user_id=person_id).order_by("created_at")
    ]


def erase_second_factors(person_id: int) -> int:
    return _deleted(Authenticator.objects.filter(user_id=person_id))


def address_rows(person_id: int) -> Rows:
    return [
        {"address": row.email, "is_proven": row.verified, "is_main": row.primary}
        for row in EmailAddress.objects.filter(user_id=person_id).order_by("pk")
    ]


def erase_addresses(person_id: int) -> int:
    return _deleted(EmailAddress.objects.filter(user_id=person_id))


def person_rows(person_id: int) -> Rows:
    return [
        {
            "name": person.name,
            "email": person.email,
            "language": person.language,
            "may_sign_in": person.is_active,
            "joined_at": _when(person.joined_at),
            "last_signed_in_at": _when(person.last_login),
            "has_password": person.has_usable_password(),
        }
        for person in Person.objects.filter(pk=person_id)
    ]


def erase_person(person_id: int) -> int:
    Person.objects.filter(pk=person_id).delete()
    return 1


def expire_people(now: datetime) -> int:
    return actions.erase_who_never_came(now - timedelta(days=settings.RETENTION_DAYS))


def _deleted(rows: Any) -> int:
    return int(rows.delete()[0])


HOLDINGS = {
    "sessions": Holding(
        what=_("Your sessions: when each began and was last used, to the hour. No address, no browser."),
        why=_("So that you stay signed in, and can end a session you do not recognise."),
        how_long=_("Two weeks after the last use, or until you end them."),
        rows=session_rows,
        erase=erase_sessions,
        expire=expire_sessions,
    ),
    "second-factors": Holding(
        what=_("Your authenticator app, passkeys, security keys and recovery codes."),
        why=_("To check that it is you."),
        how_long=_("Until you remove them."),
        rows=second_factor_rows,
        erase=erase_second_factors,
    ),
    "addresses": Holding(
        what=_("The address you sign in with, and whether you proved that it is yours."),
        why=_("To let you in, and to write to you about what you do here."),
        how_long=_("Until you change it."),
        rows=address_rows,
        erase=erase_addresses,
    ),
    "person": Holding(
        what=_("Your name, your language, the days you joined and last signed in, and a fingerprint of your password."),
        why=_("So that others know whom they work with, in your language."),
        how_long=_("Until you erase it. If you never sign in, it is erased after the time your network has set."),
        rows=person_rows,
        erase=erase_person,
        expire=expire_people,
    ),
}
