from django.apps import AppConfig


class AtlasConfig(AppConfig):
    name = "maillage.atlas"
    label = "atlas"

    def ready(self) -> None:
        from maillage.atlas import registrations  # noqa: F401, PLC0415 -- models must be loaded
