from django.apps import AppConfig


class AtlasConfig(AppConfig):
    name = "maillage.atlas"
    label = "atlas"

    def ready(self) -> None:
        from maillage.atlas import (  # noqa: PLC0415 -- registries are filled when every app is loaded
            articles,
            menus,
            registrations,  # noqa: F401
        )

        articles.register()
        menus.register()
