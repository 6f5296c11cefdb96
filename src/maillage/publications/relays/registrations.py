"""What relays put in registries."""

from maillage.network.hooks import Room, office_rooms
from maillage.publications.relays import desk, holdings

ROOM = Room(
    namespaces=frozenset({"relays"}), names=frozenset[str](), menu=frozenset({"relays"}), home="relays:inbox"
)  # of the stewards of rubrics


def register() -> None:
    desk.register()
    holdings.register()
    office_rooms.register("relays", ROOM)
