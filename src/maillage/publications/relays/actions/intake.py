"""What a feed says becomes rows of the inbox: once each, whoever brings it, and up to date as long as nobody decided."""

from collections.abc import Sequence
from hashlib import sha256

from django.utils import timezone

from maillage.publications.relays.addresses import key_of
from maillage.publications.relays.enums import ItemState
from maillage.publications.relays.models import GUID, Feed, FeedItem
from maillage.publications.relays.reading import Item
from maillage.publications.relays.rights import may_carry

FOLLOWS = (
    "title", "excerpt", "content", "language", "licence_told", "author", "published_at", "image", "image_alternative",
    "enclosure", "enclosure_kind",
)  # fmt: skip


def take_in(feed: Feed, items: Sequence[Item]) -> int:
    """Inside the transaction that holds `feed`; how many are new."""
    now = timezone.now()
    rows = {row.guid: row for row in (_row(feed, item) for item in items)}
    known = {row.guid: row for row in FeedItem.objects.select_for_update().filter(feed=feed, guid__in=rows)}
    FeedItem.objects.filter(pk__in=[row.pk for row in known.values()]).update(seen_at=now)
    changed = [row for row in known.values() if row.state == ItemState.PROPOSED and _follow(row, rows[row.guid])]
    FeedItem.objects.bulk_update(changed, FOLLOWS)
    fresh = [row for guid, row in rows.items() if guid not in known]
    there = FeedItem.objects.filter(address_key__in=[row.address_key for row in fresh])
    keys = set(there.values_list("address_key", flat=True))
    new = {row.address_key: row for row in fresh if row.address_key not in keys}
    FeedItem.objects.bulk_create(new.values(), ignore_conflicts=True)  # another feed may bring the same one right now
    return len(new)


def _row(feed: Feed, item: Item) -> FeedItem:
    guid = item.id if len(item.id) <= GUID else sha256(item.id.encode()).hexdigest()
    return FeedItem(
        feed=feed,
        guid=guid,
        address=item.address,
        address_key=key_of(item.address),
        title=item.title,
        excerpt=item.excerpt,
        content=item.content if may_carry(feed, item.licence) else "",
        language=feed.language or item.language,
        licence_told=item.licence,
        author=item.author,
        published_at=item.published_at,
        image=item.image,
        image_alternative=item.image_alternative,
        enclosure=item.enclosure,
        enclosure_kind=item.enclosure_kind,
    )


def _follow(row: FeedItem, said: FeedItem) -> bool:
    """Make `row` say what the feed says now; whether anything was different."""
    before = [getattr(row, name) for name in FOLLOWS]
    for name in FOLLOWS:
        setattr(row, name, getattr(said, name))
    return before != [getattr(row, name) for name in FOLLOWS]
