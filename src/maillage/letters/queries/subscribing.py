"""What a link in a mail opens."""

from django.db.models import QuerySet

from maillage.letters import tokens
from maillage.letters.models import Newsletter, Subscription
from maillage.letters.tokens import Purpose


def opened_by(purpose: Purpose, token: str) -> Subscription | None:
    """The subscription a link is about; None when the link is not ours, is over, or the subscription was erased."""
    key = tokens.read(purpose, token)
    if key is None:
        return None
    return Subscription.objects.select_related("newsletter").filter(key=key).first()


def waiting_with(subscription: Subscription) -> QuerySet[Subscription]:
    """What this address asked for and has not confirmed: one press confirms all of it."""
    asked = Subscription.objects.of(subscription.address).asked()
    return asked.select_related("newsletter").order_by("newsletter__title", "pk")


def offered_to(subscription: Subscription) -> QuerySet[Newsletter]:
    """What this address may read: open newsletters, and closed ones that it reads already."""
    own = Subscription.objects.of(subscription.address).confirmed().values("newsletter")
    rows = Newsletter.objects.open() | Newsletter.objects.filter(pk__in=own)
    return rows.prefetch_related("themes").order_by("language", "title", "pk")


def read_by(subscription: Subscription) -> set[int]:
    """Ids of the newsletters this address reads."""
    return set(Subscription.objects.of(subscription.address).confirmed().values_list("newsletter_id", flat=True))


def masked(address: str) -> str:
    """“a…@example.org”: enough to know one's own, too little for whoever got the mail passed on."""
    name, _at, host = address.partition("@")
    return f"{name[:1]}…@{host}"


def offered_for_confirmation(subscription: Subscription) -> QuerySet[Newsletter]:
    return Newsletter.objects.filter(pk__in=waiting_with(subscription).values("newsletter")).order_by("title", "pk")
