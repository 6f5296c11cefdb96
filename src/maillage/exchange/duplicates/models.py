"""Pairs of records that may be one association, and what people said of each."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.exchange.duplicates.reasons import Reason
from maillage.exchange.duplicates.scoring import SURE
from maillage.network.models import Organisation
from maillage.network.models.gate import gate
from maillage.network.readers import Reader


class PairVerdict(models.TextChoices):
    WAITING = "", pgettext_lazy("pair of records", "to look at")
    SAME = "same", pgettext_lazy("pair of records", "the same")
    DIFFERENT = "different", pgettext_lazy("pair of records", "different")
    UNSURE = "unsure", pgettext_lazy("pair of records", "unsure")


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    def visible_to(self, reader: Reader) -> Self:
        """For stewards alone: that two records look alike may tell of both."""
        return self.filter(gate(reader, "a__"), gate(reader, "b__")) if reader.is_steward else self.none()

    def standing(self) -> Self:
        """Of two records that both stand by themselves: merged ones leave, and come back when it is undone."""
        return self.filter(a__merged_into=None, b__merged_into=None)

    def of(self, one: Organisation, other: Organisation) -> Self:
        low, high = sorted((one.pk, other.pk))
        return self.filter(a_id=low, b_id=high)


class DuplicatePair(models.Model):
    """Two records, a before b. score and reasons are the machine's; verdict is a person's and is never forgotten."""

    a = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(_("likeness"))
    reasons = ArrayField(models.CharField(max_length=20), default=list)
    verdict = models.CharField(
        _("verdict"), max_length=10, choices=PairVerdict, default=PairVerdict.WAITING, blank=True
    )
    found_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        app_label = "exchange"
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["a", "b"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="duplicate_pair_in_order"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="duplicate_pair_score"),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at=None) | (~Q(verdict="") & Q(decided_at__isnull=False)),
                name="duplicate_pair_decided",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["verdict", "-score", "id"], name="duplicate_pair_order")]

    def __str__(self) -> str:
        return f"#{self.a_id} / #{self.b_id}"

    @property
    def is_sure(self) -> bool:
        """Whether the machine is."""
        return self.score >= SURE

    @property
    def reasons_in_words(self) -> list[str]:
        return [str(Reason(code)) for code in self.reasons]
