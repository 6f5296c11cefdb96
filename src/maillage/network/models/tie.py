"""Ties between organisations, their bodies, the roles held through them, and figures that are claimed."""

import uuid
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from maillage.kit import dates
from maillage.network.enums import STANDING_TIES, BodyKind, Measure, Qualifier, SourceKind, TieRoleKind, TieState
from maillage.network.models.gate import Disclosable, GatedQuerySet, disclosure_constraints, gate
from maillage.network.models.organisation import Organisation
from maillage.network.models.vocabulary import TieType
from maillage.network.readers import Reader


class Source(models.Model):
    """Where something we say comes from. Read with the rows that cite it."""

    kind = models.CharField(_("kind"), max_length=10, choices=SourceKind, default=SourceKind.PAGE)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), blank=True)
    retrieved_on = models.DateField(_("read on"), null=True, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.title


class TieQuerySet(GatedQuerySet["Tie"]):
    def allowed(self, reader: Reader) -> Q:
        """A tie's own people see it while it is proposed or disputed, if they may see the other end."""
        if reader.is_steward or not reader.organisations:
            return gate(reader)
        ours = reader.organisations
        of_ours = (Q(a__in=ours) & (gate(reader, "b__") | Q(b__in=ours))) | (
            Q(b__in=ours) & (gate(reader, "a__") | Q(a__in=ours))
        )
        return gate(reader) | of_ours

    def standing(self) -> Self:
        """Neither proposed, disputed nor withdrawn."""
        return self.filter(state__in=STANDING_TIES)

    def counted(self) -> Self:
        """Standing, or disputed: a dispute takes a tie off the pages, never out of what protects its ends."""
        return self.filter(state__in=(*STANDING_TIES, TieState.DISPUTED))

    def current(self) -> Self:
        return self.filter(during__contains=timezone.localdate())

    def memberships(self) -> Self:
        return self.filter(type__is_membership=True)

    def of(self, organisation: Organisation) -> Self:
        return self.filter(Q(a=organisation) | Q(b=organisation))


class Tie(Disclosable):
    """`a` is tied to `b`: typed, dated, confirmed by one end or both, with an audience of its own."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    a = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="ties_out"
    )
    type = models.ForeignKey(TieType, verbose_name=_("tie"), on_delete=models.PROTECT, related_name="ties")
    b = models.ForeignKey(Organisation, verbose_name=_("with"), on_delete=models.CASCADE, related_name="ties_in")
    period = dates.period_field()
    during = models.GeneratedField(expression=dates.DURING, output_field=DateRangeField(), db_persist=True)
    state = models.CharField(_("state"), max_length=10, choices=TieState, default=TieState.PROPOSED)
    confirmed_a_at = models.DateTimeField(_("confirmed by the first"), null=True, blank=True, editable=False)
    confirmed_b_at = models.DateTimeField(_("confirmed by the second"), null=True, blank=True, editable=False)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), null=True, blank=True, on_delete=models.PROTECT, related_name="ties"
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = TieQuerySet.as_manager()

    class Meta(Disclosable.Meta):
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        constraints: ClassVar = [
            *disclosure_constraints("tie"),
            models.CheckConstraint(
                condition=~Q(a=F("b")),
                name="tie_two_ends",
                violation_error_message=_("An organisation cannot be tied to itself."),
            ),
            models.CheckConstraint(
                condition=~Q(state=TieState.CONFIRMED) | Q(confirmed_a_at__isnull=False, confirmed_b_at__isnull=False),
                name="tie_confirmed_by_both",
            ),
            models.CheckConstraint(
                condition=~Q(state=TieState.STATED) | Q(source__isnull=False),
                name="tie_stated_from_a_source",
                violation_error_message=_("Say where a stated tie is known from."),
            ),
            ExclusionConstraint(
                name="tie_periods_apart",
                condition=~Q(state=TieState.WITHDRAWN),
                expressions=[
                    ("a", RangeOperators.EQUAL),
                    ("type", RangeOperators.EQUAL),
                    ("b", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The same tie already stands for a part of this period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.a_id} {self.type_id} {self.b_id}"


class BodyQuerySet(GatedQuerySet["Body"]):
    pass


class Body(Disclosable):
    """A board or working group of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="bodies")
    kind = models.CharField(_("kind"), max_length=14, choices=BodyKind, default=BodyKind.WORKING_GROUP)
    name = I18nCharField(_("name"), max_length=200)
    period = dates.period_field()

    objects = BodyQuerySet.as_manager()

    class Meta(Disclosable.Meta):
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints: ClassVar = [
            *disclosure_constraints("body"),
            models.UniqueConstraint(
                fields=["organisation", "kind", "name"],
                name="body_once",
                violation_error_message=_("There is a group of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class TieRoleQuerySet(GatedQuerySet["TieRole"]):
    def allowed(self, reader: Reader) -> Q:
        if reader.is_steward or not reader.organisations:
            return gate(reader)
        return gate(reader) | Q(tie__a__in=reader.organisations) | Q(tie__b__in=reader.organisations)


class TieRole(Disclosable):
    """What `a` is within `b` through a tie: founder (once and for all), on the board, in a working group…"""

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=12, choices=TieRoleKind)
    body = models.ForeignKey(
        Body, verbose_name=_("body"), null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )
    is_plural = models.BooleanField(
        _("several, not named"), default=False, help_text=_("“Several working groups” when the source names none.")
    )
    period = dates.period_field()

    objects = TieRoleQuerySet.as_manager()

    class Meta(Disclosable.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints: ClassVar = [
            *disclosure_constraints("tie_role"),
            models.UniqueConstraint(
                fields=["tie", "role", "body", "period"],
                name="tie_role_once",
                nulls_distinct=False,
                violation_error_message=_("This role is there already, for the same period."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class ClaimQuerySet(GatedQuerySet["Claim"]):
    pass


class Claim(Disclosable):
    """A figure someone gives: kept as said, dated and sourced; shown beside our counts, never added, never overwritten."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="claims")
    measure = models.CharField(_("what is counted"), max_length=18, choices=Measure)
    value = models.PositiveIntegerField(_("figure"), null=True, blank=True)
    qualifier = models.CharField(_("how exact"), max_length=16, choices=Qualifier, default=Qualifier.EXACT)
    scope = I18nCharField(_("of what, where"), max_length=200, blank=True)
    as_of = dates.partial_date_field(_("as of"))
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="claims")

    objects = ClaimQuerySet.as_manager()

    class Meta(Disclosable.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints: ClassVar = [
            *disclosure_constraints("claim"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(qualifier=Qualifier.SEVERAL_HUNDRED),
                name="claim_has_a_figure",
                violation_error_message=_("Give the figure, or choose “several hundred”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_qualifier_display()} {self.value or ''} {self.get_measure_display()}"
