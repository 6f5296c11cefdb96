"""What the network puts on people's desk."""

from typing import Any

from django.db.models import QuerySet

from maillage.kit.desk import DeskCard, desk_cards
from maillage.network.enums import TieState
from maillage.network.models import ChangeProposal, Tie
from maillage.network.queries import mine
from maillage.network.queries.our_ties import ties_awaiting
from maillage.network.readers import Reader


def organisations(reader: Reader) -> dict[str, Any]:
    """Always there: even an empty list says how to come in."""
    return {"memberships": mine.memberships_of(reader)}


def waiting(reader: Reader) -> dict[str, Any] | None:
    """Ties that wait for our word, invitations we sent, proposals we made."""
    if not reader.organisations:
        return None
    found = {
        "ties": ties_awaiting(reader, reader.coordinates),
        "proposals": list(_proposals(reader)),
        "invitations": list(mine.invitations_sent(reader)),
    }
    return found if any(found.values()) else None


def stewardship(reader: Reader) -> dict[str, Any] | None:
    if not reader.is_steward:
        return None
    proposals = ChangeProposal.objects.visible_to(reader).open().count()
    disputes = Tie.objects.visible_to(reader).filter(state=TieState.DISPUTED).count()
    return {"proposals": proposals, "disputes": disputes} if proposals or disputes else None


def _proposals(reader: Reader) -> QuerySet[ChangeProposal]:
    ours = ChangeProposal.objects.open().filter(organisation__in=reader.edits)
    return ours.select_related("organisation").order_by("proposed_at", "pk")


def register() -> None:
    desk_cards.register("network.waiting", DeskCard(template="network/desk/waiting.html", about=waiting, order=10))
    desk_cards.register(
        "network.stewardship", DeskCard(template="network/desk/stewardship.html", about=stewardship, order=20)
    )
    desk_cards.register(
        "network.organisations", DeskCard(template="network/desk/organisations.html", about=organisations, order=30)
    )
