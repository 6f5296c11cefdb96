"""Where an organisation is present, and how exactly each reader may know it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from maillage.kit import dates
from maillage.network.enums import Audience, Precision, PresenceRole
from maillage.network.models.gate import Disclosable, GatedQuerySet, disclosure_constraints
from maillage.network.models.organisation import Organisation
from maillage.network.models.vocabulary import Territory, whole_point
from maillage.network.readers import Reader

REDUCED = ("territory", "latitude", "longitude")


class PresenceQuerySet(GatedQuerySet["Presence"]):
    def visible_to(self, reader: Reader) -> Self:
        """Rows with `shown_territory_id`, `shown_latitude` and `shown_longitude`, reduced to the reader's level."""
        rows = super().visible_to(reader)
        hidden = "public" if reader.is_member else "members"
        return rows.annotate(
            **{f"shown_{name}": self._reduced(reader, name) for name in ("territory_id", "latitude", "longitude")}
        ).defer(*(f"{hidden}_{name}" for name in REDUCED))

    @staticmethod
    def _reduced(reader: Reader, name: str) -> Case | F:
        if reader.is_member:
            return F(f"members_{name}")
        if reader.organisations:
            return Case(
                When(Q(organisation_id__in=reader.organisations), then=F(f"members_{name}")),
                default=F(f"public_{name}"),
            )
        return F(f"public_{name}")

    def within(self, territory: Territory, reader: Reader) -> Self:
        """Rows that `reader` may know to be inside `territory`: compared at the reader's precision, never finer."""
        return self.visible_to(reader).filter(shown_territory_id__in=Territory.objects.within(territory).values("pk"))


class Presence(Disclosable):
    """A seat, an office, a field of action. The exact place is in `ExactPlace`; what others see is stored here.

    `public_*` and `members_*` are computed when written (`actions.disclosure`): the unit and its centre at the allowed
    precision. They snap, never jitter, so writing the same place again shows the same point.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="presences")
    role = models.CharField(_("kind of place"), max_length=10, choices=PresenceRole, default=PresenceRole.SEAT)
    period = dates.period_field()
    precision_public = models.PositiveSmallIntegerField(
        _("shown to everyone"), choices=Precision, default=Precision.COUNTRY
    )
    precision_members = models.PositiveSmallIntegerField(
        _("shown to members"), choices=Precision, default=Precision.TOWN
    )
    public_territory = models.ForeignKey(
        Territory, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    public_latitude = models.FloatField(null=True, editable=False)
    public_longitude = models.FloatField(null=True, editable=False)
    members_territory = models.ForeignKey(
        Territory, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    members_latitude = models.FloatField(null=True, editable=False)
    members_longitude = models.FloatField(null=True, editable=False)

    objects = PresenceQuerySet.as_manager()

    class Meta(Disclosable.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints: ClassVar = [
            *disclosure_constraints("presence"),
            models.CheckConstraint(
                condition=Q(precision_members__lte=F("precision_public")),
                name="presence_members_know_more",
                violation_error_message=_("Members cannot be shown less than everyone."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class ExactPlaceQuerySet(models.QuerySet["ExactPlace"]):
    def visible_to(self, reader: Reader) -> Self:
        """Exact places are for the organisation's own people and the stewards."""
        return (
            self.all()
            if reader.level >= Audience.STEWARDS
            else self.filter(presence__organisation_id__in=reader.organisations)
        )


class ExactPlace(models.Model):
    """The place as it is known, apart from what is shown. No point is needed: a country alone is a place."""

    presence = models.OneToOneField(Presence, on_delete=models.CASCADE, related_name="exact", primary_key=True)
    territory = models.ForeignKey(Territory, verbose_name=_("territory"), on_delete=models.PROTECT, related_name="+")
    address = models.CharField(_("address"), max_length=300, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    objects = ExactPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("exact place")
        verbose_name_plural = _("exact places")
        constraints: ClassVar = [whole_point("exact_place_point")]

    def __str__(self) -> str:
        return str(self.territory)
