"""The journal's place in the back office."""

from wagtail import hooks

from maillage.journal.admin import JournalViewSet


@hooks.register("register_admin_viewset")
def journal() -> JournalViewSet:
    return JournalViewSet()
