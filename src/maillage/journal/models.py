"""The append-only record of acts: who did what to which object, when, and why. No content, no address."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, subject: models.Model) -> "EntryQuerySet":
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


class Entry(models.Model):
    """One act. Ids are plain values, not foreign keys: an erased person leaves a number that names nobody."""

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    act = models.CharField(_("act"), max_length=60, db_index=True)
    actor_id = models.BigIntegerField(_("by"), null=True, help_text=_("Empty when the instance itself acted."))
    on_behalf_of = models.BigIntegerField(_("on behalf of"), null=True)
    subject_type = models.CharField(_("kind of object"), max_length=80)
    subject_id = models.CharField(_("object"), max_length=40)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    details = models.JSONField(_("details"), default=dict, help_text=_("Names of fields and ids, never values."))

    objects: ClassVar = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="journal_subject")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_type} {self.subject_id}"
