"""What the journal calls an import."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Act(TextChoices):
    SITE_IMPORTED = "site-imported", pgettext_lazy("act", "articles of another site imported")
