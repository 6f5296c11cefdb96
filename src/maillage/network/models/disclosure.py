"""What narrows disclosure: circles, consents, policies and emergency hides; and the merging of two records."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from maillage.network.enums import Audience, FieldGroup, Precision
from maillage.network.models.organisation import Organisation
from maillage.network.models.vocabulary import Territory, Theme

AUDIENCES = [
    choice for choice in Audience.choices if choice[0] in {Audience.PUBLIC, Audience.MEMBERS, Audience.STEWARDS}
]


class Circle(models.Model):
    """A named audience: the current members of a network, and any organisations and people added by name."""

    name = I18nCharField(_("name"), max_length=120)
    network = models.ForeignKey(
        Organisation,
        verbose_name=_("members of"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="circles",
    )
    organisations = models.ManyToManyField(
        Organisation, verbose_name=_("organisations"), blank=True, related_name="in_circles"
    )
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("people"), blank=True, related_name="circles"
    )

    class Meta:
        verbose_name = _("circle")
        verbose_name_plural = _("circles")

    def __str__(self) -> str:
        return str(self.name)


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self) -> Self:
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=timezone.localdate()), withdrawn_at=None)


class Consent(models.Model):
    """What an organisation agreed to have shown: to whom, how exactly, until when. The last one given counts."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="consents")
    covers = models.CharField(_("covers"), max_length=10, choices=FieldGroup, default=FieldGroup.EVERYTHING)
    audience = models.PositiveSmallIntegerField(_("may be shown to"), choices=AUDIENCES, default=Audience.MEMBERS)
    precision = models.PositiveSmallIntegerField(
        _("places as exactly as"), choices=Precision, default=Precision.COUNTRY
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    how = models.CharField(_("how it was given"), max_length=200, blank=True)
    given_at = models.DateTimeField(_("given on"), default=timezone.now)
    expires_on = models.DateField(_("until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.get_covers_display()}: {self.get_audience_display()}"


class Scoped(models.Model):
    """Something that bears on one organisation, one network with its members, one territory or one theme."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    network = models.ForeignKey(
        Organisation,
        verbose_name=_("network and its members"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    territory = models.ForeignKey(
        Territory, verbose_name=_("territory"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        abstract = True


def one_scope(name: str) -> models.CheckConstraint:
    """Exactly one of the four scopes is named."""
    scopes = ("organisation", "network", "territory", "theme")
    exactly_one = Q()
    for chosen in scopes:
        exactly_one |= Q(**{f"{scope}__isnull": scope != chosen for scope in scopes})
    return models.CheckConstraint(
        condition=exactly_one,
        name=name,
        violation_error_message=_("Choose one organisation, network, territory or theme."),
    )


class PolicyQuerySet(models.QuerySet["DisclosurePolicy"]):
    def in_force(self) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=timezone.localdate()))


class DisclosurePolicy(Scoped):
    """A cap on what is shown within a scope. A cautious one asks for consent: without it, name and country for stewards."""

    covers = models.CharField(_("covers"), max_length=10, choices=FieldGroup, default=FieldGroup.EVERYTHING)
    audience = models.PositiveSmallIntegerField(_("at most shown to"), choices=AUDIENCES, default=Audience.MEMBERS)
    precision = models.PositiveSmallIntegerField(
        _("places at most as exactly as"), choices=Precision, default=Precision.COUNTRY
    )
    needs_consent = models.BooleanField(
        _("nothing before consent"),
        default=False,
        help_text=_("Until an organisation consents, only stewards see it, with its country."),
    )
    until = models.DateField(_("until"), null=True, blank=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("disclosure policy")
        verbose_name_plural = _("disclosure policies")
        constraints: ClassVar = [one_scope("policy_one_scope")]

    def __str__(self) -> str:
        return str(self.organisation or self.network or self.territory or self.theme)


class HideQuerySet(models.QuerySet["EmergencyHide"]):
    def in_force(self) -> Self:
        return self.filter(lifted_at=None)


class EmergencyHide(Scoped):
    """For stewards only, at once and everywhere, until it is lifted."""

    begun_at = models.DateTimeField(_("since"), auto_now_add=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    lifted_at = models.DateTimeField(_("lifted on"), null=True, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    objects = HideQuerySet.as_manager()

    class Meta:
        verbose_name = _("emergency hide")
        verbose_name_plural = _("emergency hides")
        constraints: ClassVar = [one_scope("hide_one_scope")]

    def __str__(self) -> str:
        return str(self.organisation or self.network or self.territory or self.theme)


class Merge(models.Model):
    """Two records of one organisation made one. `moved` (table → ids) is what undoing puts back."""

    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merged_by")
    moved = models.JSONField(default=dict)
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["absorbed"], condition=Q(undone_at=None), name="merge_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
