"""Questions to organisations: what was asked when, what came back, and who is not to be asked. No address is kept."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.exchange.freshness.enums import UNUSED, Answer, Recipients
from maillage.network.models import Organisation

REMINDERS = 2


class CheckQuerySet(models.QuerySet["CheckRequest"]):
    def waiting(self) -> Self:
        """Open, whether or not its time is over: the daily job closes what is over."""
        return self.filter(answer=Answer.WAITING)

    def usable(self) -> Self:
        return self.waiting().filter(expires_at__gt=timezone.now())


class CheckRequest(models.Model):
    """One question to one organisation: is this record right? Answered once; its links are gone with the answer."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="check_requests")
    recipients = models.CharField(_("sent to"), max_length=8, choices=Recipients)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("asked on"), default=timezone.now)
    last_sent_at = models.DateTimeField(_("last letter on"), default=timezone.now)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)
    expires_at = models.DateTimeField(_("until"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.WAITING)
    used_at = models.DateTimeField(_("answered on"), null=True, blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about freshness")
        verbose_name_plural = _("questions about freshness")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation"], condition=Q(answer=Answer.WAITING), name="check_one_open"),
            models.CheckConstraint(
                condition=Q(answer__in=UNUSED, used_at=None) | (~Q(answer__in=UNUSED) & Q(used_at__isnull=False)),
                name="check_used_when_answered",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="check_ends_after_it_began"),
            models.CheckConstraint(condition=Q(reminders__lte=REMINDERS), name="check_two_reminders"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "-sent_at"], name="check_latest")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CheckLink(models.Model):
    """One link to one question. Each letter has its own, so that the first works as well as the reminders.

    token_hash:     SHA-256 of the token, which is nowhere but in the letter
    address_digest: keyed digest of the address it went to: the link is void once nobody with that address speaks for
                    the organisation any more
    """

    request = models.ForeignKey(CheckRequest, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    address_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"#{self.pk}"


class CheckStop(models.Model):
    """An organisation that is not to be asked, by a steward's decision or by its own wish (`stopped_by` is then empty)."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="check_stop")
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    stopped_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("organisation not to be asked")
        verbose_name_plural = _("organisations not to be asked")

    def __str__(self) -> str:
        return f"#{self.pk}"
