"""Closing and opening the door to a person. What the person did stays in the journal under their number."""

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.network.actions.mandates import cancel_invitations_from
from maillage.network.enums import Act


def suspend(person: Person, *, reason: str, by: Person) -> Person:
    """Refuse sign-in from now on; open sessions end with their next request, mandates stay for when it is lifted."""
    if person == by:
        raise DomainError(_("You cannot close your own access. Ask another steward."))
    with transaction.atomic():
        cancel_invitations_from(person)
        return _write(person, is_active=False, act=Act.PERSON_SUSPENDED, reason=reason, by=by)


def restore(person: Person, *, reason: str = "", by: Person) -> Person:
    return _write(person, is_active=True, act=Act.PERSON_RESTORED, reason=reason, by=by)


@transaction.atomic
def _write(person: Person, *, is_active: bool, act: Act, reason: str, by: Person) -> Person:
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.is_active != is_active:
        person.is_active = is_active
        person.save(update_fields=["is_active"])
        journal.record(act, person, by=by, reason=reason)
    return person
