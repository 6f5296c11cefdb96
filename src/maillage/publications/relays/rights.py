"""What we may show of somebody else's text. A link and an extract always; the whole only by licence or permission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.publications.enums import Licence, RelayMode
from maillage.publications.relays.reading.licences import licence_of

if TYPE_CHECKING:
    from maillage.publications.relays.models import Feed, FeedItem

OPEN = frozenset(Licence) - {Licence.UNKNOWN, Licence.RESERVED}


def licence_for(feed: Feed, told: str) -> Licence:
    """Under what a text that says `told` of itself may be carried whole; UNKNOWN or RESERVED when it may not.

    What the text says of itself comes first, then what the partner wrote to us, then what it says of all its texts.
    """
    own = licence_of(told)
    if own in OPEN:
        return own
    if feed.permission:
        return Licence.PERMISSION
    general = Licence(feed.licence)
    return general if own == Licence.UNKNOWN and general in OPEN - {Licence.PERMISSION} else own


def may_carry(feed: Feed, told: str) -> bool:
    return licence_for(feed, told) in OPEN


def modes_of(item: FeedItem) -> list[RelayMode]:
    """How this text may be shown, the least first."""
    modes = [RelayMode.LINK]
    if item.excerpt:
        modes.append(RelayMode.EXCERPT)
    if item.content and may_carry(item.feed, item.licence_told):
        modes.append(RelayMode.FULL)
    return modes


def usual_mode(item: FeedItem) -> RelayMode:
    """The mode of its feed, or the most it allows below that."""
    order = list(RelayMode)
    wanted = order.index(RelayMode(item.feed.mode))
    return [mode for mode in modes_of(item) if order.index(mode) <= wanted][-1]
