"""Mail on its way out. A letter is deleted as soon as it has left; one that cannot leave is kept a month."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    FAILED = "failed", _("could not be sent")


class Letter(models.Model):
    """One message, whole, as the mail library wrote it (RFC 5322), with its envelope."""

    sender = models.CharField(max_length=320)
    recipients = models.JSONField()
    message = models.BinaryField()
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    problem = models.CharField(_("why it could not be sent"), max_length=120, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes: ClassVar = [models.Index(fields=["state", "written_at"], name="letter_state")]

    def __str__(self) -> str:
        return f"#{self.pk}"
