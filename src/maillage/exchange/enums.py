"""The closed lists of the exchange, with their words."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Act(TextChoices):
    """What the journal calls the acts of this app."""

    IMPORTED = "file-imported", pgettext_lazy("act", "file imported")
    RESTORED = "archive-imported", pgettext_lazy("act", "export brought back")
    SEARCHED = "duplicates-searched", pgettext_lazy("act", "duplicates searched")
    JUDGED = "pair-judged", pgettext_lazy("act", "possible duplicate judged")
