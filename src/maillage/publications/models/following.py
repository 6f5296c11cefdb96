"""A translation and the page it was made from."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Following(models.Model):
    """`page` says what `original` said at `seen_at`. When the original was published again since, readers are told."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="following")
    original = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="followers")
    seen_at = models.DateTimeField(_("compared on"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(page=models.F("original")), name="following_another")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} ← {self.original_id}"
