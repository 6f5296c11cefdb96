"""Whose eyes a printed copy is for. A copy can be passed on, so everyone's is offered first, and one chooses more knowingly."""

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.network.readers import MEMBER, MEMBERSHIP, STRANGER, Reader


class Eyes(TextChoices):
    EVERYONE = "everyone", gettext_lazy("what everyone sees")
    MEMBERS = "members", gettext_lazy("what members of the network see")
    MINE = "mine", gettext_lazy("everything you see")


def offered(reader: Reader) -> list[Eyes]:
    """From the narrowest; nobody is offered more than they read themselves."""
    found = [Eyes.EVERYONE]
    if reader.is_member:
        found.append(Eyes.MEMBERS)
    if reader.is_steward or reader.organisations or reader.keys - {MEMBERSHIP}:
        found.append(Eyes.MINE)
    return found


def reader_for(eyes: Eyes, reader: Reader) -> Reader:
    return {Eyes.EVERYONE: STRANGER, Eyes.MEMBERS: MEMBER, Eyes.MINE: reader}[eyes]


def words(eyes: Eyes, reader: Reader) -> str:
    """The sentence on the cover and at the foot of every page."""
    if eyes == Eyes.EVERYONE:
        return _("This printed copy contains what everyone sees.")
    if eyes == Eyes.MEMBERS:
        return _("This printed copy contains what members of the network see.")
    if reader.is_steward:
        return _("This printed copy contains what the stewards of the network see.")
    return _("This printed copy contains what one person with a mandate sees.")


def care(eyes: Eyes) -> str:
    """What to do with such a copy."""
    if eyes == Eyes.EVERYONE:
        return _("It may be passed on. What an organisation withdraws stays in it: print a new one from time to time.")
    return _(
        "Paper knows no password. Do not copy it, leave it lying about or carry it over a border. Destroy it when you no longer need it."
    )
