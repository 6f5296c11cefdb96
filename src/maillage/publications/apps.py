from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PublicationsConfig(AppConfig):
    name = "maillage.publications"
    label = "publications"

    def ready(self) -> None:
        from maillage.publications import (  # noqa: PLC0415 -- registries are filled when every app is loaded
            receivers,
            registrations,
        )

        registrations.register()
        post_migrate.connect(receivers.set_up_site, sender=self)
