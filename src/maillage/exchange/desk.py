"""What imports put on the stewards' desk."""

from maillage.exchange.queries.runs import waiting
from maillage.kit.desk import DeskCard, desk_cards


def register() -> None:
    desk_cards.register("exchange.imports", DeskCard(template="exchange/desk/imports.html", about=waiting, order=25))
