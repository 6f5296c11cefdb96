from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "maillage.network"
    label = "network"

    def ready(self) -> None:
        from maillage.network import desk, found, holdings  # noqa: PLC0415 -- registries are filled when every app is loaded

        desk.register()
        found.register()
        holdings.register()
