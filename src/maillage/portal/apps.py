from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "maillage.portal"
    label = "portal"

    def ready(self) -> None:
        from maillage.portal import menus  # noqa: PLC0415 -- registries are filled when every app is loaded

        menus.register()
