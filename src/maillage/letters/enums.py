"""The closed lists of newsletters. Stored codes never change."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class SubscriptionState(TextChoices):
    """Asked → confirmed → left or bounced. Only a confirmed one is written to."""

    ASKED = "asked", pgettext_lazy("subscription", "waits for confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("subscription", "confirmed")
    LEFT = "left", pgettext_lazy("subscription", "left")
    BOUNCED = "bounced", pgettext_lazy("subscription", "no longer written to")


ENDED = (SubscriptionState.LEFT, SubscriptionState.BOUNCED)


class BounceKind(TextChoices):
    """Why an address is not written to any more."""

    NO_MAILBOX = "no-mailbox", pgettext_lazy("bounce", "the mail came back")
    COMPLAINT = "complaint", pgettext_lazy("bounce", "marked as unwanted")


class IssueState(TextChoices):
    """Draft ⇄ ready → sending → sent."""

    DRAFT = "draft", pgettext_lazy("issue of a newsletter", "draft")
    READY = "ready", pgettext_lazy("issue of a newsletter", "planned")
    SENDING = "sending", pgettext_lazy("issue of a newsletter", "being sent")
    SENT = "sent", pgettext_lazy("issue of a newsletter", "sent")


PUBLISHED = (IssueState.SENDING, IssueState.SENT)


class DeliveryState(TextChoices):
    """One issue on its way to one reader. See actions/sending.py.

    WAITING: nothing was said to the mail server yet, or it said that it took nothing
    HANDING: being handed over: written before the server is spoken to
    HANDED:  the server took it
    DOUBTFUL: we stopped listening in the middle: it may have taken it; never sent again
    """

    WAITING = "waiting", pgettext_lazy("mail of an issue", "to send")
    HANDING = "handing", pgettext_lazy("mail of an issue", "being handed over")
    HANDED = "handed", pgettext_lazy("mail of an issue", "taken by the mail server")
    DOUBTFUL = "doubtful", pgettext_lazy("mail of an issue", "perhaps taken")
    FAILED = "failed", pgettext_lazy("mail of an issue", "refused")
    SKIPPED = "skipped", pgettext_lazy("mail of an issue", "left before it was sent")


class Act(TextChoices):
    """What the journal calls the acts of this app."""

    NEWSLETTER_ADDED = "newsletter-added", pgettext_lazy("act", "newsletter added")
    NEWSLETTER_CHANGED = "newsletter-changed", pgettext_lazy("act", "newsletter changed")
    ISSUE_BEGUN = "issue-begun", pgettext_lazy("act", "issue of a newsletter begun")
    ISSUE_DISCARDED = "issue-discarded", pgettext_lazy("act", "draft of an issue thrown away")
    ISSUE_TRIED = "issue-tried", pgettext_lazy("act", "issue sent to oneself")
    ISSUE_PLANNED = "issue-planned", pgettext_lazy("act", "issue planned")
    ISSUE_TAKEN_BACK = "issue-taken-back", pgettext_lazy("act", "planned issue taken back")
    ISSUE_STARTED = "issue-started", pgettext_lazy("act", "issue began to leave")
    ISSUE_STOPPED = "issue-stopped", pgettext_lazy("act", "sending of an issue stopped")
    ISSUE_SENT = "issue-sent", pgettext_lazy("act", "issue sent")
    SUBSCRIBED = "subscription-confirmed", pgettext_lazy("act", "subscription confirmed")
    LEFT = "subscription-left", pgettext_lazy("act", "subscription ended by its reader")
    BOUNCED = "subscription-bounced", pgettext_lazy("act", "subscription ended by a bounce")
    BOUNCE_FORGOTTEN = "bounce-forgotten", pgettext_lazy("act", "bounce forgotten")
