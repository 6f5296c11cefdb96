"""Addresses that do not want our mail, or where nobody is: no more mail from any newsletter.

Three doors lead here: the mail server's own refusal, the provider's webhook, and `maillage bounce` on the command line.
"""

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.letters.enums import Act, BounceKind, SubscriptionState
from maillage.letters.models import Subscription


def note_bounce(address: str, *, kind: BounceKind, by: Person | None = None) -> int:
    """Write to this address no more; how many subscriptions ended. Told twice, the second changes nothing.

    A subscription nobody confirmed is erased: whoever typed that address has no claim on it.
    """
    with transaction.atomic():
        rows = Subscription.objects.of(address).select_for_update().order_by("pk")
        ended = 0
        for row in rows:
            if row.state == SubscriptionState.ASKED:
                row.delete()
            elif row.state != SubscriptionState.BOUNCED:
                row.state, row.bounce, row.ended_at = SubscriptionState.BOUNCED, kind, timezone.now()
                row.save(update_fields=["state", "bounce", "ended_at"])
                journal.record(Act.BOUNCED, row, by=by, kind=kind.value)
                ended += 1
    return ended


def forget_bounce(row: Subscription, *, by: Person | None) -> None:
    """The address may subscribe again: it was mended, or it was our mistake. Nothing is sent to it before it asks."""
    with transaction.atomic():
        journal.record(Act.BOUNCE_FORGOTTEN, row, by=by)
        Subscription.objects.of(row.address).bounced().delete()
