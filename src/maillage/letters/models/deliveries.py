"""One issue on its way to one reader. The database lets it exist once."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.letters.enums import DeliveryState
from maillage.letters.models.issues import Issue
from maillage.letters.models.subscriptions import Subscription


class Delivery(models.Model):
    """Forgotten a month after its issue has left; the issue keeps the figures.

    not_before: after a refusal for now: when to try again
    handed_at:  when it was handed over, or we began to
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("mail of an issue")
        verbose_name_plural = _("mails of issues")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "subscription"], name="delivery_once"),
            models.CheckConstraint(
                condition=~Q(state__in=[DeliveryState.HANDING, DeliveryState.HANDED, DeliveryState.DOUBTFUL])
                | Q(handed_at__isnull=False),
                name="delivery_handed_on_a_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["issue", "id"], condition=Q(state=DeliveryState.WAITING), name="delivery_waiting"),
            models.Index(fields=["handed_at"], name="delivery_handed_at"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
