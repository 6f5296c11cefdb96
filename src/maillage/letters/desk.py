"""What newsletters put on the desk of those who prepare them."""

from typing import Any

from maillage.kit.desk import DeskCard, desk_cards
from maillage.letters.enums import IssueState
from maillage.letters.queries.office import issues_of, prepared_by
from maillage.network.readers import Reader

SHOWN = 5


def about(reader: Reader) -> dict[str, Any] | None:
    if not prepared_by(reader).exists():
        return None
    unfinished = issues_of(reader).exclude(state=IssueState.SENT).order_by("-begun_at", "-pk")
    return {"issues": list(unfinished[:SHOWN])}


def register() -> None:
    desk_cards.register("letters", DeskCard(template="letters/desk/issues.html", about=about, order=28))
