"""The closed lists of asking whether a record is still right."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Answer(TextChoices):
    """What an organisation answered. The first and the last are no answer: still waiting, and none in time."""

    WAITING = "waiting", pgettext_lazy("answer to a check", "waiting for an answer")
    RIGHT = "right", pgettext_lazy("answer to a check", "it is right")
    CORRECTED = "corrected", pgettext_lazy("answer to a check", "corrected")
    HIDDEN = "hidden", pgettext_lazy("answer to a check", "asked to be hidden")
    GONE = "gone", pgettext_lazy("answer to a check", "no longer exists")
    WITHDRAWN = "withdrawn", pgettext_lazy("answer to a check", "consent withdrawn")
    STOPPED = "stopped", pgettext_lazy("answer to a check", "asked not to be written to")
    NONE = "none", pgettext_lazy("answer to a check", "no answer")


UNUSED = (Answer.WAITING, Answer.NONE)


class Recipients(TextChoices):
    """Whom the letters go to. Never an address: it is looked up each time."""

    MANDATED = "mandated", _("the people who act for it")
    CONTACT = "contact", _("its contact address")


class Standing(TextChoices):
    """Where the board puts an organisation."""

    NEVER = "never", pgettext_lazy("freshness", "never asked")
    WAITING = "waiting", pgettext_lazy("freshness", "waiting for an answer")
    STALE = "stale", pgettext_lazy("freshness", "no answer")
    ANSWERED = "answered", pgettext_lazy("freshness", "answered")
    BOUNCED = "bounced", pgettext_lazy("freshness", "letters come back")
    NO_ADDRESS = "no-address", pgettext_lazy("freshness", "no address")
    STOPPED = "stopped", pgettext_lazy("freshness", "not to be asked")


class Act(TextChoices):
    """What the journal calls these acts."""

    CHECK_SENT = "check-sent", pgettext_lazy("act", "asked whether the record is right")
    CHECK_REMINDED = "check-reminded", pgettext_lazy("act", "reminded of a question")
    CHECK_LINKED = "check-linked", pgettext_lazy("act", "new link asked for")
    CHECK_ANSWERED = "check-answered", pgettext_lazy("act", "answered whether the record is right")
    CHECK_UNANSWERED = "check-unanswered", pgettext_lazy("act", "question without answer")
    CHECKS_STOPPED = "checks-stopped", pgettext_lazy("act", "not to be asked again")
    CHECKS_RESUMED = "checks-resumed", pgettext_lazy("act", "may be asked again")
