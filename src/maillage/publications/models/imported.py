"""What came from another site, so that a second import of the same site knows its own."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.Model):
    """A site whose export was imported; recognised by its program and its old address."""

    program = models.CharField(_("program"), max_length=20)
    key = models.CharField(_("old address"), max_length=200)
    title = models.CharField(_("name"), max_length=250, blank=True)
    imported_at = models.DateTimeField(_("last import"), auto_now=True)

    class Meta:
        verbose_name = _("imported site")
        verbose_name_plural = _("imported sites")
        constraints: ClassVar = [models.UniqueConstraint(fields=["program", "key"], name="origin_once")]

    def __str__(self) -> str:
        return self.title or self.key


class Carried(models.Model):
    """One thing of that site and what it became. Nothing at all is left when an editor removed it here.

    key:         what the old site calls it, with "@fr" for the rubric of one language
    fingerprint: of what was written, "" for what was there already and is never changed
    revision:    the revision that the import wrote: a later one is an editor's
    was_live:    whether the import left it published
    """

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="carried")
    key = models.CharField(max_length=300)
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    picture = models.ForeignKey("cms.Picture", null=True, on_delete=models.SET_NULL, related_name="+")
    file = models.ForeignKey("cms.File", null=True, on_delete=models.SET_NULL, related_name="+")
    fingerprint = models.CharField(max_length=64, blank=True)
    revision = models.BigIntegerField(null=True)
    was_live = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("imported thing")
        verbose_name_plural = _("imported things")
        constraints: ClassVar = [models.UniqueConstraint(fields=["origin", "key"], name="carried_once")]

    def __str__(self) -> str:
        return self.key
