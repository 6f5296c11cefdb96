"""Why two records may be one, or may not: closed list, in words. Kept as codes; a reason never holds a value."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Reason(TextChoices):
    NUMBER = "number", pgettext_lazy("duplicates", "same number in a register")
    SAME_NAME = "same-name", pgettext_lazy("duplicates", "the names say the same")
    CLOSE_NAME = "close-name", pgettext_lazy("duplicates", "the names are close")
    SLIP = "slip", pgettext_lazy("duplicates", "a word is spelled otherwise")
    SHARED_WORDS = "shared-words", pgettext_lazy("duplicates", "the names share words")
    ACRONYM = "acronym", pgettext_lazy("duplicates", "same acronym")
    INITIALS = "initials", pgettext_lazy("duplicates", "one is the initials of the other")
    SITE = "site", pgettext_lazy("duplicates", "same site or e-mail domain")
    SITE_NAME = "site-name", pgettext_lazy("duplicates", "the site of one is called like the other")
    TOWN = "town", pgettext_lazy("duplicates", "same town")
    OTHER_TOWN = "other-town", pgettext_lazy("duplicates", "but the towns differ")
    OTHER_COUNTRY = "other-country", pgettext_lazy("duplicates", "but the countries differ")
    OTHER_PLACE = (
        "other-place",
        pgettext_lazy("duplicates", "but the names tell different places: perhaps two sections"),
    )
    OTHER_NUMBER = (
        "other-number",
        pgettext_lazy("duplicates", "but the names bear different numbers: perhaps two sections"),
    )
    OTHER_KIND = "other-kind", pgettext_lazy("duplicates", "but one is another kind of body by its name")
    MORE_WORDS = "more-words", pgettext_lazy("duplicates", "but one name says more")
    OTHER_WORDS = "other-words", pgettext_lazy("duplicates", "but a word differs")
    OTHER_ACRONYM = "other-acronym", pgettext_lazy("duplicates", "but the acronyms differ")

    def __str__(self) -> str:
        return str(self.label)
