"""Who reads a newsletter: an address and what was agreed to. No name, no trace of a visit."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.letters.enums import ENDED, BounceKind, SubscriptionState
from maillage.letters.models.newsletters import Newsletter


def plain(address: str) -> str:
    """The one form in which addresses are kept and compared."""
    return address.strip().lower()


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def of(self, address: str) -> Self:
        return self.filter(address=plain(address))

    def confirmed(self) -> Self:
        return self.filter(state=SubscriptionState.CONFIRMED)

    def asked(self) -> Self:
        return self.filter(state=SubscriptionState.ASKED)

    def bounced(self) -> Self:
        return self.filter(state=SubscriptionState.BOUNCED)


class Subscription(models.Model):
    """One address at one newsletter.

    key:        what links in mails are made of; useless without the signature of this instance (`tokens`)
    language:   that of the mails about the subscription itself
    written_at: when we last wrote about the subscription: the next such mail waits an hour
    """

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="subscriptions")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language of mails"), max_length=5, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=10, choices=SubscriptionState, default=SubscriptionState.ASKED)
    bounce = models.CharField(_("why"), max_length=12, choices=BounceKind, blank=True, default="")
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    written_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed on"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription to a newsletter")
        verbose_name_plural = _("subscriptions to newsletters")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["newsletter", "address"], name="subscription_once"),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="subscription_address_plain"),
            models.CheckConstraint(
                condition=~Q(state=SubscriptionState.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="subscription_confirmed_on_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=ENDED) & Q(ended_at__isnull=False)) | (~Q(state__in=ENDED) & Q(ended_at=None)),
                name="subscription_ended_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=SubscriptionState.BOUNCED, bounce__in=BounceKind.values)
                | (~Q(state=SubscriptionState.BOUNCED) & Q(bounce="")),
                name="subscription_bounced_for_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["address"], name="subscription_address"),
            models.Index(fields=["state", "asked_at"], name="subscription_state"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
