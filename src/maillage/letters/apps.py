from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "maillage.letters"
    label = "letters"

    def ready(self) -> None:
        from maillage.letters import desk, holdings, menus, receivers, registrations  # noqa: F401, PLC0415 -- models must be loaded

        for part in (desk, holdings, menus):
            part.register()
