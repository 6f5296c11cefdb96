"""What those who prepare newsletters need to know. Stewards prepare all of them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from maillage.letters.enums import DeliveryState, IssueState, SubscriptionState
from maillage.letters.models import Delivery, Issue, Newsletter, Subscription
from maillage.network.readers import Reader


def prepared_by(reader: Reader) -> QuerySet[Newsletter]:
    """The newsletters this reader prepares; none for a stranger."""
    if reader.person is None:
        return Newsletter.objects.none()
    return Newsletter.objects.all() if reader.is_steward else Newsletter.objects.filter(editors=reader.person)


def issues_of(reader: Reader) -> QuerySet[Issue]:
    return Issue.objects.filter(newsletter__in=prepared_by(reader)).select_related("newsletter")


def with_readers(rows: QuerySet[Newsletter]) -> QuerySet[Any]:
    """`readers`: how many it is sent to; `waiting`, `bounced`: the others that still have a row."""

    def count(state: SubscriptionState) -> Count:
        return Count("subscriptions", filter=Q(subscriptions__state=state))

    return rows.annotate(
        readers=count(SubscriptionState.CONFIRMED),
        waiting=count(SubscriptionState.ASKED),
        bounced=count(SubscriptionState.BOUNCED),
    )


def readers_of(newsletter: Newsletter) -> int:
    return newsletter.subscriptions.confirmed().count()


def bounces_of(newsletter: Newsletter) -> QuerySet[Subscription]:
    return newsletter.subscriptions.bounced().order_by("-ended_at", "pk")


def unfinished(newsletter: Newsletter) -> QuerySet[Issue]:
    return newsletter.issues.exclude(state=IssueState.SENT).order_by("-begun_at", "-pk")


def sent(newsletter: Newsletter) -> QuerySet[Issue]:
    return newsletter.issues.filter(state=IssueState.SENT).order_by("-number")


@dataclass(frozen=True)
class Progress:
    """How far an issue is: mails by what became of them."""

    counts: dict[str, int]

    def __getattr__(self, name: str) -> int:
        if name in DeliveryState.values:
            return self.counts.get(name, 0)
        raise AttributeError(name)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.total - self.to_go

    @property
    def to_go(self) -> int:
        return self.counts.get(DeliveryState.WAITING, 0) + self.counts.get(DeliveryState.HANDING, 0)


def progress_of(issue: Issue) -> Progress:
    """Counted while it leaves; as it was counted at the end afterwards."""
    if issue.state == IssueState.SENT:
        return Progress(issue.figures)
    return Progress(counted(issue))


def counted(issue: Issue) -> dict[str, int]:
    rows = issue.deliveries.order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows.values_list("state", "n"))


def handed_this_hour() -> int:
    """How many mails of all issues were handed over within the last hour."""
    return Delivery.objects.filter(handed_at__gt=timezone.now() - timedelta(hours=1)).count()


def reads_one_of(newsletters: QuerySet[Newsletter], address: str) -> bool:
    return Subscription.objects.of(address).filter(newsletter__in=newsletters).exists()
