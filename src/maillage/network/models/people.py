"""People acting for organisations: mandates, invitations, and what they propose."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.network.enums import MandateRole, ProposalState
from maillage.network.models.organisation import Organisation
from maillage.network.readers import Reader


class MandateQuerySet(models.QuerySet["Mandate"]):
    def current(self) -> Self:
        return self.filter(revoked_at=None, during__contains=timezone.localdate())

    def visible_to(self, reader: Reader) -> Self:
        """Who acts for an organisation is known to its own people and the stewards."""
        return self.all() if reader.is_steward else self.filter(organisation_id__in=reader.organisations)


class Mandate(models.Model):
    """`person` acts for `organisation` in one role, from a day to a day; the right ends the moment it is revoked."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="mandates"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="mandates"
    )
    role = models.CharField(_("role"), max_length=14, choices=MandateRole)
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)
    during = models.GeneratedField(
        expression=Func(F("since"), F("until"), Value("[]"), function="daterange", output_field=DateRangeField()),
        output_field=DateRangeField(),
        db_persist=True,
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("granted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    revoked_at = models.DateTimeField(_("ended on"), null=True, blank=True, editable=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="mandate_dates_in_order",
                violation_error_message=_("A mandate cannot end before it begins."),
            ),
            ExclusionConstraint(
                name="mandate_once",
                condition=Q(revoked_at=None),
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person already has this mandate."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())

    def visible_to(self, reader: Reader) -> Self:
        return self.all() if reader.is_steward else self.filter(organisation_id__in=reader.organisations)


class Invitation(models.Model):
    """An invitation to act for an organisation, sent to one address; only a hash of its token is kept."""

    email = models.EmailField(_("e-mail address"))
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=14, choices=MandateRole)
    language = models.CharField(
        _("language of the invitation"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email", "organisation", "role"],
                condition=Q(accepted_at=None),
                name="invitation_once",
                violation_error_message=_("This person has already been invited."),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ProposalQuerySet(models.QuerySet["ChangeProposal"]):
    def visible_to(self, reader: Reader) -> Self:
        return self.all() if reader.is_steward else self.filter(organisation_id__in=reader.organisations)

    def open(self) -> Self:
        return self.filter(state=ProposalState.OPEN)


class ChangeProposal(models.Model):
    """A change that waits for a steward: from the organisation's own people, or a correction from any reader.

    changes: field name → proposed value, for the fields in `phrases.REVIEWED_FIELDS`; empty for a correction in words
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="proposals")
    changes = models.JSONField(default=dict, blank=True)
    message = models.TextField(_("what should change"), blank=True, max_length=2000)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reply_to = models.EmailField(_("your address, for an answer"), blank=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("state"), max_length=8, choices=ProposalState, default=ProposalState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decided_at=None)
                | (~Q(state=ProposalState.OPEN) & Q(decided_at__isnull=False)),
                name="proposal_decided_once",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
