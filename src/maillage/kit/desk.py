"""The cards of "My space", and the sheets of the home page: apps register theirs in `AppConfig.ready`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from maillage.kit.hooks import Registry


@dataclass(frozen=True, kw_only=True)
class DeskCard:
    """One sheet of the desk, or of the home page.

    template: what draws it, with what `about` returns as its context
    about:    reader → context; None when there is nothing to say, and the sheet is left out
    order:    the smaller, the higher on the page
    """

    template: str
    about: Callable[[Any], Mapping[str, Any] | None]
    order: int = 50


desk_cards: Registry[DeskCard] = Registry("Desk card")
home_sheets: Registry[DeskCard] = Registry("Sheet of the home page")
# What the home page opens with, before any figure. An `introduction` in its context takes the place of our sentence.
home_openings: Registry[DeskCard] = Registry("Opening of the home page")


def cards_for(reader: Any, cards: Registry[DeskCard] = desk_cards) -> list[tuple[str, Mapping[str, Any]]]:
    """Template and context of each sheet this reader has something on, in order."""
    in_order = sorted((card for _name, card in cards), key=lambda card: card.order)
    return [(card.template, about) for card in in_order if (about := card.about(reader)) is not None]
