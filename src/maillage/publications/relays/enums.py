"""The closed lists of following feeds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.kit.http import Problem


class FeedState(TextChoices):
    WORKING = "working", pgettext_lazy("feed", "working")
    FAILING = "failing", pgettext_lazy("feed", "failing")
    PAUSED = "paused", pgettext_lazy("feed", "paused")


class ItemState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("item of a feed", "to look at")
    ACCEPTED = "accepted", pgettext_lazy("item of a feed", "relayed")
    REFUSED = "refused", pgettext_lazy("item of a feed", "refused")
    EXPIRED = "expired", pgettext_lazy("item of a feed", "over")


NOT_A_FEED = "not-a-feed"
PROBLEMS = [*Problem.choices, (NOT_A_FEED, _("What the site sends is not a feed."))]  # why a feed could not be read


class Act(TextChoices):
    """What the journal calls these acts."""

    FEED_FOLLOWED = "feed-followed", pgettext_lazy("act", "feed followed")
    FEED_CHANGED = "feed-changed", pgettext_lazy("act", "feed changed")
    FEED_PAUSED = "feed-paused", pgettext_lazy("act", "feed paused")
    FEED_RESUMED = "feed-resumed", pgettext_lazy("act", "feed resumed")
    FEED_LEFT = "feed-left", pgettext_lazy("act", "feed no longer followed")
    FEED_FAILING = "feed-failing", pgettext_lazy("act", "feed failing")
    FEED_WORKING = "feed-working", pgettext_lazy("act", "feed working again")
    ITEM_ACCEPTED = "relay-accepted", pgettext_lazy("act", "text of a partner relayed")
    ITEM_REFUSED = "relay-refused", pgettext_lazy("act", "text of a partner refused")
    ITEM_REOPENED = "relay-reopened", pgettext_lazy("act", "text of a partner to look at again")
    ITEM_ENDED = "relay-ended", pgettext_lazy("act", "relay ended")
