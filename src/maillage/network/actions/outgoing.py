"""Sending again what could not be sent."""

from django.db import transaction

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.network.enums import Act
from maillage.notices import actions as notices
from maillage.notices.models import Letter, LetterState


@transaction.atomic
def retry_letter(letter: Letter, *, by: Person) -> None:
    """Put a failed letter back in the queue; one that left meanwhile is left alone."""
    found = Letter.objects.select_for_update().filter(pk=letter.pk, state=LetterState.FAILED).first()
    if found is not None:
        journal.record(Act.LETTER_RETRIED, found, by=by)
        notices.queue_again(found)
