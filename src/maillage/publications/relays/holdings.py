"""What is held about someone because they follow feeds or decided on what came from them."""

from django.utils.translation import gettext_lazy as _

from maillage.kit.personal_data import Holding, Rows, holdings
from maillage.publications.relays.models import Feed, FeedItem


def register() -> None:
    holdings.register(
        "feeds",
        Holding(
            what=_("Feeds of partners you followed, and texts from them you accepted or refused."),
            why=_("To know who relayed what."),
            how_long=_("As long as the feed is followed. Your name goes with you."),
            rows=rows,
            erase=erase,
        ),
    )


def rows(person_id: int) -> Rows:
    followed = Feed.objects.filter(followed_by_id=person_id).order_by("pk")
    decided = FeedItem.objects.filter(decided_by_id=person_id).order_by("pk")
    return [{"feed": feed.address} for feed in followed] + [
        {"text": item.address, "decided": item.state, "at": item.decided_at.isoformat(timespec="minutes")}
        for item in decided
        if item.decided_at is not None
    ]


def erase(person_id: int) -> int:
    """What was followed and decided stands; by whom goes."""
    followed = Feed.objects.filter(followed_by_id=person_id).update(followed_by=None)
    return followed + FeedItem.objects.filter(decided_by_id=person_id).update(decided_by=None)
