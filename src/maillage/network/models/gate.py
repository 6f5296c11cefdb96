"""The read gate. `Model.objects.visible_to(reader)` is the only way in which the directory is read.

Every row that may be disclosed separately has an audience of its own (what its keeper chose) and the stored effective
audience (what the strictest of row, organisation, consent, policy and hide allows; written by `actions.disclosure`).
The gate compares the stored one. A new row is for stewards until disclosure has been worked out: it fails closed.
"""

from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.network.enums import Audience
from maillage.network.readers import Reader

if TYPE_CHECKING:
    from maillage.network.models.disclosure import Circle

M = TypeVar("M", bound=models.Model, covariant=True)  # noqa: PLC0105 -- Django's own name for it


def gate(reader: Reader, prefix: str = "") -> Q:
    """The rows whose stored audience lets `reader` in; `prefix` names a relation, as in "organisation__"."""
    level = f"{prefix}shown_to"
    if reader.is_steward:
        return Q(**{f"{level}__lte": Audience.STEWARDS})
    # "= 0" and not "<= 0": the partial indexes of the public level are used for it
    allowed = Q(**{f"{level}__lte": Audience.MEMBERS}) if reader.is_member else Q(**{level: Audience.PUBLIC})
    if reader.keys:
        allowed |= Q(**{level: Audience.CIRCLE, f"{prefix}shown_circles__contained_by": sorted(reader.keys)})
    return allowed


class GatedQuerySet(models.QuerySet[M]):
    """Rows behind the gate. `owner` is the path to the organisation whose own people always see its rows."""

    owner = "organisation_id"

    def visible_to(self, reader: Reader) -> Self:
        return self.filter(self.allowed(reader))

    def allowed(self, reader: Reader) -> Q:
        if reader.organisations and not reader.is_steward:
            return gate(reader) | Q(**{f"{self.owner}__in": reader.organisations})
        return gate(reader)


def disclosure_constraints(name: str) -> list[models.BaseConstraint]:
    """What must hold of every gated row, whatever wrote it."""
    return [
        models.CheckConstraint(condition=Q(shown_to__gte=F("audience")), name=f"{name}_never_wider"),
        models.CheckConstraint(condition=Q(audience__lt=Audience.SEALED), name=f"{name}_not_sealed"),
        models.CheckConstraint(
            condition=Q(audience=Audience.CIRCLE, circle__isnull=False)
            | (~Q(audience=Audience.CIRCLE) & Q(circle__isnull=True)),
            name=f"{name}_circle_named",
            violation_error_message=_("Choose which circle may read this."),
        ),
        models.CheckConstraint(
            condition=Q(shown_to=Audience.CIRCLE, shown_circles__len__gt=0)
            | (~Q(shown_to=Audience.CIRCLE) & Q(shown_circles=[])),
            name=f"{name}_circles_kept",
        ),
    ]


class Disclosable(models.Model):
    """A row with an audience of its own."""

    audience = models.PositiveSmallIntegerField(
        _("shown to"), choices=[c for c in Audience.choices if c[0] < Audience.SEALED], default=Audience.PUBLIC
    )
    circle: "models.ForeignKey[Circle | None, Circle | None]" = models.ForeignKey(
        "network.Circle", verbose_name=_("circle"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    shown_to = models.PositiveSmallIntegerField(default=Audience.STEWARDS, editable=False)
    shown_circles = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = []

    def close(self) -> None:
        """For stewards only, until disclosure is worked out again: called before any write that may narrow the row."""
        self.shown_to, self.shown_circles = Audience.STEWARDS, []

    def get_shown_to_display(self) -> str:
        return str(Audience(self.shown_to).label)
