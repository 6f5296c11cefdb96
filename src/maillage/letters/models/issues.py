"""One issue of a newsletter: what it says, and what became of it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.letters.enums import PUBLISHED, IssueState
from maillage.letters.models.newsletters import Newsletter


class IssueQuerySet(models.QuerySet["Issue"]):
    def published(self) -> Self:
        """Those anyone may read: as soon as the first reader gets it, so may everybody."""
        return self.filter(state__in=PUBLISHED)


class Issue(models.Model):
    """Its number is given when it begins to leave; its figures are counted when it has left.

    introduction: as it was typed: paragraphs, "- " for lists, *strong*, web addresses (`introduction.py`)
    """

    newsletter = models.ForeignKey(Newsletter, on_delete=models.PROTECT, related_name="issues")
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=150)
    introduction = models.TextField(_("introduction"), max_length=10_000, blank=True, default="")
    state = models.CharField(_("state"), max_length=8, choices=IssueState, default=IssueState.DRAFT)
    begun_at = models.DateTimeField(auto_now_add=True)
    planned_at = models.DateTimeField(_("leaves on"), null=True, blank=True)
    started_at = models.DateTimeField(_("began to leave on"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent on"), null=True, blank=True)
    figures = models.JSONField(default=dict, blank=True)  # DeliveryState → how many, once it has left

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue of a newsletter")
        verbose_name_plural = _("issues of newsletters")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["newsletter", "number"], name="issue_number_once"),
            models.CheckConstraint(
                condition=Q(state=IssueState.DRAFT, planned_at=None)
                | (~Q(state=IssueState.DRAFT) & Q(planned_at__isnull=False)),
                name="issue_planned_unless_draft",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PUBLISHED, number__isnull=False, started_at__isnull=False)
                | (~Q(state__in=PUBLISHED) & Q(number=None, started_at=None)),
                name="issue_numbered_when_it_leaves",
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.SENT, sent_at__isnull=False)
                | (~Q(state=IssueState.SENT) & Q(sent_at=None)),
                name="issue_sent_on_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "planned_at"], name="issue_due")]

    def __str__(self) -> str:
        return self.subject or str(_("Issue without a subject"))

    @property
    def is_draft(self) -> bool:
        return self.state == IssueState.DRAFT


class IssueItem(models.Model):
    """Something to read, as it was when it was chosen: a later change of an article changes no sent issue."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=60)
    title = models.CharField(_("title"), max_length=300)
    standfirst = models.TextField(_("standfirst"), blank=True, default="")
    address = models.CharField(_("address"), max_length=500)
    dated = models.DateField(_("date"), null=True, blank=True)
    organisations = models.TextField(_("organisations"), blank=True, default="")

    class Meta:
        verbose_name = _("item of an issue")
        verbose_name_plural = _("items of issues")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "address"], name="issue_item_once"),
        ]

    def __str__(self) -> str:
        return self.title
