"""What the pages of a person need to know."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone, translation

from maillage.accounts.models import Person


def language_for(email: str) -> str:
    """The language of the person with this address; of the present page for anyone else."""
    language = Person.objects.filter(email__iexact=email).values_list("language", flat=True).first()
    return language or translation.get_language()


def sessions_of(person: Person) -> QuerySet[UserSession]:
    """The sessions that still open a door, the last used first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    sessions: QuerySet[UserSession] = UserSession.objects.filter(user=person, session_key__in=alive)
    return sessions.order_by("-last_seen_at", "-created_at")
