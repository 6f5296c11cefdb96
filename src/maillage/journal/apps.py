from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "maillage.journal"
    label = "journal"

    def ready(self) -> None:
        from maillage.journal import holdings  # noqa: PLC0415 -- models are ready only now

        holdings.register()
