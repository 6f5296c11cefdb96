"""What the journal holds about someone: the number that stands for them beside what they did."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import Person
from maillage.journal import actions
from maillage.journal.models import Entry
from maillage.kit.personal_data import Holding, Rows, erasure_witnesses, holdings

PERSON_ERASED = "person-erased"


def register() -> None:
    holdings.register(
        "journal",
        Holding(
            what=_("What you did here: the act, the day, the number of what it touched. Never what you wrote."),
            why=_("So that a network can account for who changed what, and mend a mistake."),
            how_long=_("As long as the network lives. Once you are erased, your number names nobody."),
            rows=rows,
            erase=leave,
        ),
    )
    erasure_witnesses.register("journal", witness)


def entries_of(person_id: int) -> QuerySet[Entry]:
    entries: QuerySet[Entry] = Entry.objects.filter(
        Q(actor_id=person_id) | Q(subject_type=Person._meta.label_lower, subject_id=str(person_id))
    )
    return entries.order_by("pk")


def rows(person_id: int) -> Rows:
    return [
        {
            "at": entry.at.isoformat(timespec="minutes"),
            "act": entry.act,
            "object": f"{entry.subject_type} {entry.subject_id}",
            "reason": entry.reason,
        }
        for entry in entries_of(person_id)
    ]


def leave(person_id: int) -> int:
    """Erase nothing: entries hold numbers only, and the table refuses every change."""
    return 0


def witness(person_id: int) -> None:
    """Record that someone was erased: with their number, as the last entry that can bear it."""
    person = Person(pk=person_id)
    actions.record(PERSON_ERASED, person, by=person)
