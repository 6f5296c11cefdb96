"""What a mail provider tells us by its webhook, through django-anymail. Nothing of it is kept but the bounce."""

from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.dispatch import receiver

from maillage.letters.actions.bounces import note_bounce
from maillage.letters.enums import BounceKind

FOR_GOOD = {RejectReason.INVALID, RejectReason.BOUNCED, RejectReason.OTHER, None}


def kind_of(event: AnymailTrackingEvent) -> BounceKind | None:
    """What the event means for the address; None when it may be written to again."""
    if event.event_type == EventType.COMPLAINED or event.reject_reason == RejectReason.SPAM:
        return BounceKind.COMPLAINT
    if event.event_type == EventType.BOUNCED and event.reject_reason in FOR_GOOD:
        return BounceKind.NO_MAILBOX
    if event.event_type == EventType.REJECTED and event.reject_reason in {RejectReason.INVALID, RejectReason.BOUNCED}:
        return BounceKind.NO_MAILBOX
    return None


@receiver(tracking, dispatch_uid="letters.bounce")
def note_event(event: AnymailTrackingEvent, **_more: Any) -> None:
    kind = kind_of(event)
    if kind is not None and event.recipient:
        note_bounce(event.recipient, kind=kind)
