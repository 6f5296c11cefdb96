"""The closed lists of the atlas. Stored codes never change."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import pgettext_lazy

from maillage.network.enums import Precision


class Scope(IntegerChoices):
    """Whose positions a point belongs to, as bits: one position known alike to all is one row. See `sql/points.py`."""

    PUBLIC = 1, pgettext_lazy("points of a map", "everyone")
    MEMBERS = 2, pgettext_lazy("points of a map", "members")
    PUBLIC_TOWN = 4, pgettext_lazy("points of a map", "everyone, by town")
    MEMBERS_TOWN = 8, pgettext_lazy("points of a map", "members, by town")


CAPS = [choice for choice in Precision.choices if choice[0] <= Precision.COUNTRY]  # finer than these a map never shows


class Act(TextChoices):
    """What the journal calls the acts of this app."""

    MAP_ADDED = "map-added", pgettext_lazy("act", "partner map added")
    MAP_CHANGED = "map-changed", pgettext_lazy("act", "partner map changed")
    MAP_REMOVED = "map-removed", pgettext_lazy("act", "partner map removed")


class Drawn(TextChoices):
    """How a map draws a territory that states disagree on. See `policy.toml`."""

    OWN = "own", pgettext_lazy("territory drawn as", "a country among countries")
    HATCHED = "hatched", pgettext_lazy("territory drawn as", "a hatched shape")
    JOINED = "joined", pgettext_lazy("territory drawn as", "part of another")
