"""Keeping track of what a translation was made from."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.publications.enums import Act
from maillage.publications.models import Following


def follow(page: Page, original: Page, *, seen_at: datetime | None = None) -> Following | None:
    """`page` says what `original` said at `seen_at` (now). None for a page and itself, or two of one language, and for an
    alias, which says what its original says always.
    """
    if page.pk == original.pk or page.locale_id == original.locale_id or page.alias_of_id:
        return None
    values = {"original_id": original.pk, "seen_at": seen_at or timezone.now()}
    following, _is_new = Following.objects.update_or_create(page_id=page.pk, defaults=values)
    return following


def stop_following(page: Page) -> None:
    """`page` stands for itself from now on."""
    Following.objects.filter(page_id=page.pk).delete()


def compare(following: Following, *, by: Person) -> Following:
    """Someone read both and says that they agree: readers are no longer told that the original moved on."""
    with transaction.atomic():
        following = Following.objects.select_for_update(of=("self",)).get(pk=following.pk)
        following.seen_at = timezone.now()
        following.save(update_fields=["seen_at"])
        journal.record(Act.TRANSLATION_COMPARED, following.page, by=by, original=following.original_id)
    return following
