"""What relays put in registries."""

from maillage.publications.relays import desk, holdings


def register() -> None:
    desk.register()
    holdings.register()
