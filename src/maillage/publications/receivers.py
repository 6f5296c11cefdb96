"""What follows by itself: the site after its tables, a translation after its original, menus after their rubrics."""

from typing import Any

from django.db import connections, transaction
from wagtail.models import Page
from wagtail_localize.models import TranslationLog

from maillage.publications.actions.fronts import set_up_fronts
from maillage.publications.actions.people import follow_stewards, give_rights, writers_of
from maillage.publications.actions.translations import follow
from maillage.publications.models import Following, Rubric
from maillage.publications.queries.tree import forget_menus


def set_up_site(sender: Any, using: str, **about: Any) -> None:
    """After the tables are made; not when they were just taken away."""
    if Following._meta.db_table in connections[using].introspection.table_names():
        set_up_fronts()


def copied_for_translation(sender: Any, source_obj: Any, target_obj: Any, **about: Any) -> None:
    """The people of a rubric keep it in each of its languages."""
    if not isinstance(target_obj, Page):
        return
    follow(target_obj, source_obj)
    source = Rubric.objects.filter(pk=source_obj.pk).exclude(stewards=None).first()
    if isinstance(target_obj, Rubric) and source is not None and source.stewards is not None:
        give_rights(target_obj, source.stewards, writers_of(source))


def translated(sender: Any, instance: TranslationLog, *, created: bool, **about: Any) -> None:
    """A translation was written again from what its original said when it was last read in."""
    source = instance.source
    pages = Page.objects.filter(translation_key=source.object_id)
    page, original = pages.filter(locale=instance.locale).first(), pages.filter(locale=source.locale).first()
    if created and page is not None and original is not None:
        follow(page, original, seen_at=source.last_updated_at)


def tree_changed(sender: Any, **about: Any) -> None:
    transaction.on_commit(forget_menus)


def mandates_changed(sender: Any, **about: Any) -> None:
    transaction.on_commit(follow_stewards)
