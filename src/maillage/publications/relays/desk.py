"""What relays put on people's desk: how many texts wait, and which feeds fail."""

from typing import Any

from maillage.kit.desk import DeskCard, desk_cards
from maillage.network.readers import Reader
from maillage.publications.relays import queries
from maillage.publications.relays.enums import FeedState


def relays(reader: Reader) -> dict[str, Any] | None:
    if reader.person is None or not (reader.is_steward or queries.rubrics_of(reader).exists()):
        return None
    feeds = queries.feeds_of(reader)
    if not feeds.exists() and not reader.is_steward:
        return None
    return {"waiting": queries.waiting(reader), "failing": feeds.filter(state=FeedState.FAILING).count()}


def register() -> None:
    desk_cards.register(
        "publications.relays", DeskCard(template="publications/desk/relays.html", about=relays, order=24)
    )
