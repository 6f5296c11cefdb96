"""What asking puts on people's desk."""

from typing import Any

from maillage.exchange.freshness import board
from maillage.exchange.freshness.models import CheckRequest
from maillage.kit.desk import DeskCard, desk_cards
from maillage.network.models import Organisation
from maillage.network.readers import Reader


def questions(reader: Reader) -> dict[str, Any] | None:
    """Records this person may confirm and that we have asked about."""
    if not reader.edits:
        return None
    ours = Organisation.objects.visible_to(reader).filter(pk__in=reader.edits)
    found = CheckRequest.objects.usable().filter(organisation__in=ours).select_related("organisation")
    waiting = list(found.order_by("expires_at", "pk"))
    return {"waiting": waiting} if waiting else None


def freshness(reader: Reader) -> dict[str, Any] | None:
    return board.in_figures() if reader.is_steward else None


def register() -> None:
    desk_cards.register(
        "exchange.questions", DeskCard(template="exchange/desk/questions.html", about=questions, order=12)
    )
    desk_cards.register(
        "exchange.freshness", DeskCard(template="exchange/desk/freshness.html", about=freshness, order=22)
    )
