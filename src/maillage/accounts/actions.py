"""What people do with their own account."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from maillage.accounts.models import Person
from maillage.kit import personal_data
from maillage.kit.errors import DomainError
from maillage.kit.letters import compose


@transaction.atomic
def end_session(session: UserSession) -> None:
    """Close this session wherever it is open; ending it twice is harmless."""
    Session.objects.filter(session_key=session.session_key).delete()
    UserSession.objects.filter(pk=session.pk).delete()


def end_other_sessions(person: Person, *, than: str | None) -> None:
    for session in UserSession.objects.filter(user=person).exclude(session_key=than):
        end_session(session)


@transaction.atomic
def erase(person: Person) -> dict[str, int]:
    """Erase all that is held about this person and tell them; the number of rows by holding.

    Raises DomainError, with every reason, when someone must first do something else.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    obstacles = personal_data.obstacles_of(locked.pk)
    if obstacles:
        raise DomainError(" ".join(str(words) for words in obstacles))
    erased = personal_data.erase_all(locked.pk)
    compose(locked.email, "accounts/mail/erased", {"name": locked.name}, locked.language).send()
    return erased


def erase_who_never_came(before: datetime) -> int:
    """Erase people who were let in before a time and never signed in, but for those whom something still needs."""
    people = Person.objects.filter(last_login=None, joined_at__lt=before)
    erasable = [person for person in people if not personal_data.obstacles_of(person.pk)]
    for person in erasable:
        erase(person)
    return len(erasable)
