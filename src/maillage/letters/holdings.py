"""What is held about readers of newsletters, and about those who prepare them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import Person
from maillage.kit.personal_data import Holding, Rows, holdings
from maillage.letters.enums import IssueState, SubscriptionState
from maillage.letters.models import Delivery, Newsletter, Subscription

UNCONFIRMED = timedelta(days=7)
AFTER_LEAVING = timedelta(days=30)
DELIVERIES = timedelta(days=30)


def register() -> None:
    holdings.register("subscriptions", SUBSCRIPTIONS)


def of_person(person_id: int) -> QuerySet[Subscription]:
    address = Person.objects.filter(pk=person_id).values_list("email", flat=True).first()
    return Subscription.objects.of(address) if address else Subscription.objects.none()


def rows(person_id: int) -> Rows:
    read = of_person(person_id).select_related("newsletter").order_by("pk")
    prepared = Newsletter.objects.filter(editors=person_id).order_by("pk")
    return [
        {
            "newsletter": str(row.newsletter),
            "state": row.state,
            "asked_at": row.asked_at.isoformat(timespec="minutes"),
            "confirmed_at": row.confirmed_at.isoformat(timespec="minutes") if row.confirmed_at else None,
        }
        for row in read
    ] + [{"prepares": str(newsletter)} for newsletter in prepared]


def erase(person_id: int) -> int:
    prepared: int = Newsletter.editors.through.objects.filter(person=person_id).delete()[0]
    return of_person(person_id).delete()[0] + prepared


def expire(now: datetime) -> int:
    """Who never confirmed, who left, whose mail came back long ago; and who got which issue."""
    subscriptions, states = Subscription.objects.all(), SubscriptionState
    bounced = timedelta(days=settings.RETENTION_DAYS)
    old = [
        subscriptions.filter(state=states.ASKED, asked_at__lt=now - UNCONFIRMED),
        subscriptions.filter(state=states.LEFT, ended_at__lt=now - AFTER_LEAVING),
        subscriptions.filter(state=states.BOUNCED, ended_at__lt=now - bounced),
        Delivery.objects.filter(issue__state=IssueState.SENT, issue__sent_at__lt=now - DELIVERIES),
    ]
    return sum(rows.delete()[0] for rows in old)


SUBSCRIPTIONS = Holding(
    what=_("The newsletters your address receives or asked for, with the days; the newsletters you prepare."),
    why=_("To send you what you asked for, and nothing else. Whether you open a mail is never known."),
    how_long=_(
        "Until you leave, and thirty days more. What you did not confirm: seven days. An address our mail came back "
        "from is kept for the time your network has set (a year, unless it says otherwise), so that we do not write again."
    ),
    rows=rows,
    erase=erase,
    expire=expire,
)
