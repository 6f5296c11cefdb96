from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "maillage.exchange"
    label = "exchange"

    def ready(self) -> None:
        from maillage.exchange import offers, receivers, registrations  # noqa: F401, PLC0415 -- models must be loaded
        from maillage.exchange.freshness import desk, holdings  # noqa: PLC0415

        desk.register()
        holdings.register()
