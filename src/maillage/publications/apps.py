from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class PublicationsConfig(AppConfig):
    name = "maillage.publications"
    label = "publications"

    def ready(self) -> None:
        from wagtail import signals  # noqa: PLC0415 -- registries are filled when every app is loaded
        from wagtail_localize.models import TranslationLog  # noqa: PLC0415

        from maillage.network.models import Mandate  # noqa: PLC0415
        from maillage.publications import found, indexing, receivers, registrations  # noqa: PLC0415
        from maillage.publications.relays import registrations as relays  # noqa: PLC0415

        registrations.register()
        found.register()
        indexing.register()
        relays.register()
        post_migrate.connect(receivers.set_up_site, sender=self)
        signals.copy_for_translation_done.connect(receivers.copied_for_translation)
        post_save.connect(receivers.translated, sender=TranslationLog)
        for moved in (
            signals.page_published, signals.page_unpublished, signals.page_slug_changed, signals.post_page_move,
        ):  # fmt: skip
            moved.connect(receivers.tree_changed)
        for changed in (post_save, post_delete):
            changed.connect(receivers.mandates_changed, sender=Mandate)
