"""The end of relays, asked for or foreseen, and of what nobody wanted."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.publications.models import Article, Relay
from maillage.publications.relays.enums import Act, ItemState
from maillage.publications.relays.models import FeedItem

WAITS = timedelta(days=60)  # in the inbox
REMEMBERED = timedelta(days=90)  # after it left its feed


def end(item: FeedItem, *, by: Person | None) -> FeedItem:
    """Take a relay off the site now; its address answers no more. What waits in the inbox just leaves it."""
    with transaction.atomic():
        locked = FeedItem.objects.select_for_update(of=("self",)).select_related("article").get(pk=item.pk)
        if locked.state in {ItemState.EXPIRED, ItemState.REFUSED}:
            return locked
        if locked.article is not None and locked.article.live:
            locked.article.unpublish()  # no person: Wagtail would ask for its own permissions; the journal knows who
        locked.state, locked.decided_at = ItemState.EXPIRED, locked.decided_at or timezone.now()
        locked.save(update_fields=["state", "decided_at"])
        journal.record(Act.ITEM_ENDED, locked, by=by, article=locked.article_id)
    return locked


def end_overdue() -> int:
    """Relays whose last day is past; how many. Those that no feed brought leave the site too."""
    over = Relay.objects.filter(expires_on__lt=timezone.localdate())
    articles = Article.objects.live().filter(relay__in=over)
    items = {item.article_id: item for item in FeedItem.objects.filter(article__in=articles)}
    for article in articles:
        if article.pk in items:
            end(items[article.pk], by=None)
        else:
            article.unpublish()
    return len(articles)


def expire_waiting() -> int:
    """Texts that waited for sixty days leave the inbox; how many. The journal keeps no line for each: nobody acted."""
    now = timezone.now()
    return FeedItem.objects.proposed().filter(came_at__lt=now - WAITS).update(state=ItemState.EXPIRED, decided_at=now)


def forget_left() -> int:
    """What was refused or is over, and has left its feed long ago, can no longer come back: it is forgotten."""
    gone = FeedItem.objects.filter(
        state__in=[ItemState.REFUSED, ItemState.EXPIRED], seen_at__lt=timezone.now() - REMEMBERED
    )
    return gone.delete()[0]
