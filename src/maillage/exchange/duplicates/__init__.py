"""Finding the same association written twice, and remembering what people said of each pair."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maillage.exchange.duplicates.candidates import Match
    from maillage.exchange.organisations.draft import Draft


def probable(drafts: "Iterable[Draft]") -> "dict[int, Sequence[Match]]":
    """Line of each draft → the organisations it may be, best first. Needs the app registry, hence the late import."""
    from maillage.exchange.duplicates import preview  # noqa: PLC0415

    return preview.probable(drafts)
