from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "maillage.notices"
    label = "notices"

    def ready(self) -> None:
        from maillage.notices import holdings  # noqa: PLC0415 -- models are ready only now

        holdings.register()
