from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "maillage.exchange"
    label = "exchange"

    def ready(self) -> None:
        from maillage.exchange import desk, holdings, registrations  # noqa: F401, PLC0415 -- models must be loaded

        desk.register()
        holdings.register()
