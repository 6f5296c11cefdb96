"""What is remembered of imports: each one, and which row of which source became which organisation."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.exchange.duplicates.models import DuplicatePair  # noqa: F401 -- a model of this app
from maillage.network.models import Organisation


class ImportRun(models.Model):
    """One file that was written. `counts`: state → number of rows; nothing of what the rows said."""

    kind = models.CharField(_("kind"), max_length=40)
    source = models.CharField(_("source"), max_length=80)
    file_name = models.CharField(_("file"), max_length=200)
    file_digest = models.CharField(max_length=64)
    counts = models.JSONField(_("rows"), default=dict)
    imported_at = models.DateTimeField(_("imported on"), default=timezone.now)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("imported by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.source} ({self.file_name})"


class ImportKey(models.Model):
    """A row of a source, recognised by its key. `slots`: slot → digests of the values last brought in from it.

    Only digests are kept: enough to tell what came from the file from what was written here since, and no second copy
    of what an organisation may later withdraw. An empty `digest` asks for the row to be compared value by value.
    """

    source = models.CharField(_("source"), max_length=80)
    key = models.CharField(_("id in the source"), max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="import_keys")
    digest = models.CharField(max_length=18)
    slots = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "key"], name="import_key_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.key}"
