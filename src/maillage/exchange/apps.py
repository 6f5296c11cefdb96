from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "maillage.exchange"
    label = "exchange"

    def ready(self) -> None:
        from maillage.exchange import registrations  # noqa: F401, PLC0415 -- models must be loaded
        from maillage.exchange.duplicates import receivers, tasks  # noqa: F401, PLC0415
