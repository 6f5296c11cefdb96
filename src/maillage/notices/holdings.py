"""What is held about someone because a letter to them waits, or could not leave."""

from email import message_from_bytes
from email.policy import default

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import Person
from maillage.kit.personal_data import Holding, Rows, holdings
from maillage.notices import actions
from maillage.notices.models import Letter


def register() -> None:
    holdings.register(
        "letters",
        Holding(
            what=_("Mails to you that wait to be sent, or that your mail server refused."),
            why=_("To send them, and to see that a mail did not arrive."),
            how_long=_("Until they are sent; thirty days if they cannot be."),
            rows=rows,
            erase=erase,
            expire=actions.forget_failed,
        ),
    )


def letters_to(person_id: int) -> QuerySet[Letter]:
    address = Person.objects.filter(pk=person_id).values_list("email", flat=True).first()
    return Letter.objects.filter(recipients__contains=[address]) if address else Letter.objects.none()


def rows(person_id: int) -> Rows:
    return [
        {
            "written_at": letter.written_at.isoformat(timespec="minutes"),
            "state": letter.state,
            "subject": str(message_from_bytes(bytes(letter.message), policy=default)["subject"]),
        }
        for letter in letters_to(person_id).order_by("pk")
    ]


def erase(person_id: int) -> int:
    return letters_to(person_id).delete()[0]
