"""The feeds we follow, and what came from them. Of a text we may not carry whole, the whole is not kept either."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.publications.enums import Licence, RelayMode
from maillage.publications.relays.addresses import LONGEST
from maillage.publications.relays.enums import PROBLEMS, FeedState, ItemState

CLOSED = (Licence.UNKNOWN, Licence.RESERVED)  # these let nobody carry the whole text
GUID = KEY = 500  # characters a unique index can hold


class FeedQuerySet(models.QuerySet["Feed"]):
    def due(self) -> Self:
        return self.exclude(state=FeedState.PAUSED).filter(next_try_at__lte=timezone.now())


class Feed(models.Model):
    """One feed of one partner, and where its texts go.

    licence:    what the partner says of all its texts, when the feed does not say it text by text
    permission: who allowed us to carry whole texts, when, and how it was said
    told_at:    when its stewards were told that it fails; once, until it works again
    """

    address = models.URLField(_("address of the feed"), max_length=KEY, unique=True)
    title = models.CharField(_("title"), max_length=250)
    site = models.URLField(_("site"), max_length=LONGEST, blank=True)
    organisation = models.ForeignKey(
        "network.Organisation", verbose_name=_("source"), on_delete=models.CASCADE, related_name="feeds"
    )
    rubric = models.ForeignKey(
        "publications.Rubric", verbose_name=_("rubric"), null=True, on_delete=models.SET_NULL, related_name="feeds"
    )
    language = models.CharField(_("language"), max_length=12, blank=True)
    mode = models.CharField(_("usually shown as"), max_length=7, choices=RelayMode, default=RelayMode.EXCERPT)
    licence = models.CharField(_("licence of all its texts"), max_length=20, choices=Licence, blank=True, default="")
    permission = models.CharField(_("written permission"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=FeedState, default=FeedState.WORKING)
    problem = models.CharField(_("why"), max_length=12, choices=PROBLEMS, blank=True)
    leads_to = models.CharField(max_length=2000, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    fetched_at = models.DateTimeField(_("last read"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now, db_index=True)
    told_at = models.DateTimeField(null=True, blank=True)
    followed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(mode=RelayMode.FULL) | ~Q(permission="") | ~Q(licence__in=[*CLOSED, Licence.PERMISSION]),
                name="feed_whole_text_allowed",
                violation_error_message=_("The whole text needs a licence, or a permission you describe."),
            ),
            models.CheckConstraint(
                condition=Q(state=FeedState.FAILING, problem__gt="") | ~Q(state=FeedState.FAILING),
                name="feed_failing_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ItemQuerySet(models.QuerySet["FeedItem"]):
    def proposed(self) -> Self:
        return self.filter(state=ItemState.PROPOSED)


class FeedItem(models.Model):
    """One text of a feed. The same text is here once, by the name its feed gives it and by its address.

    address_key: `addresses.key_of` its address; whichever feed brings it again
    licence_told: as the feed says it, an address or a few words
    seen_at:     when its feed last held it; what has left the feed is forgotten some time after it was decided
    """

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="items")
    guid = models.CharField(max_length=GUID)
    address = models.URLField(_("address of the original"), max_length=LONGEST)
    address_key = models.CharField(max_length=KEY, unique=True)
    title = models.CharField(_("title"), max_length=250)
    excerpt = models.TextField(_("extract"), blank=True)
    content = models.TextField(blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    licence_told = models.CharField(_("licence"), max_length=250, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("date"), null=True, blank=True)
    image = models.CharField(max_length=LONGEST, blank=True)
    image_alternative = models.CharField(max_length=250, blank=True)
    enclosure = models.CharField(max_length=LONGEST, blank=True)
    enclosure_kind = models.CharField(max_length=100, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=ItemState, default=ItemState.PROPOSED)
    came_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    article = models.OneToOneField(
        "publications.Article", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a feed")
        verbose_name_plural = _("texts of feeds")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "guid"], name="feed_item_once"),
            models.CheckConstraint(
                condition=Q(state=ItemState.PROPOSED, decided_at=None)
                | (~Q(state=ItemState.PROPOSED) & Q(decided_at__isnull=False)),
                name="feed_item_decided",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-came_at"], name="feed_item_inbox")]

    def __str__(self) -> str:
        return self.title
