from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "maillage.exchange"
    label = "exchange"

    def ready(self) -> None:
        from maillage.exchange import desk, holdings, offers, receivers, registrations  # noqa: F401, PLC0415 -- models must be loaded
        from maillage.exchange.duplicates import receivers as duplicates_receivers  # noqa: F401, PLC0415
        from maillage.exchange.duplicates import tasks  # noqa: F401, PLC0415
        from maillage.exchange.freshness import desk as freshness_desk  # noqa: PLC0415
        from maillage.exchange.freshness import holdings as freshness_holdings  # noqa: PLC0415

        for part in (desk, holdings, freshness_desk, freshness_holdings):
            part.register()
