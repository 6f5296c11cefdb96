"""The closed lists of the publications."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Order(models.TextChoices):
    """How a rubric shows its articles."""

    DATE = "date", _("by date, the latest first")
    HAND = "hand", _("by hand, as they stand in the back office")


class Licence(models.TextChoices):
    """Under which terms a text may be used again. Names of licences are the same in every language."""

    UNKNOWN = "", _("not said")
    CC0 = "cc0-1.0", "CC0 1.0"
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA = "cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0"
    CC_BY_ND = "cc-by-nd-4.0", "CC BY-ND 4.0"
    CC_BY_NC_ND = "cc-by-nc-nd-4.0", "CC BY-NC-ND 4.0"
    PERMISSION = "permission", _("with a permission")
    RESERVED = "reserved", _("all rights reserved")

    @property
    def url(self) -> str:
        """The text of the licence; empty when there is none to read."""
        if self == Licence.CC0:
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        code, _dash, version = self.value.removeprefix("cc-").rpartition("-")
        return f"https://creativecommons.org/licenses/{code}/{version}/" if self.value.startswith("cc-") else ""


class RelayMode(models.TextChoices):
    """How much of somebody else's text is shown here."""

    LINK = "link", pgettext_lazy("relay", "a link")
    EXCERPT = "excerpt", pgettext_lazy("relay", "an extract")
    FULL = "full", pgettext_lazy("relay", "the whole text")


class Act(models.TextChoices):
    """What the journal calls the acts of this app."""

    RUBRIC_PEOPLE = "rubric-people", pgettext_lazy("act", "stewards and writers of a rubric chosen")
    TRANSLATION_COMPARED = "translation-compared", pgettext_lazy("act", "translation compared with its original")
