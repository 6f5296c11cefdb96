from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "maillage.accounts"
    label = "accounts"

    def ready(self) -> None:
        from maillage.accounts import holdings, receivers  # noqa: PLC0415 -- models are ready only now

        holdings.register()
        receivers.connect()
