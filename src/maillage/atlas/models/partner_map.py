"""A map with a name: a saved filter of the directory, who may open it, how exactly it shows, where it may be embedded."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from maillage.atlas.enums import CAPS
from maillage.atlas.validators import validate_filters, validate_map_slug, validate_origin, validate_threshold
from maillage.network.enums import Precision
from maillage.network.models import Disclosable, GatedQuerySet, Organisation
from maillage.network.models.gate import disclosure_constraints
from maillage.network.readers import Reader


class PartnerMapQuerySet(GatedQuerySet["PartnerMap"]):
    owner = "network_id"

    def visible_to(self, reader: Reader) -> Self:
        """A map of a network is open to those who may see the network."""
        networks = Organisation.objects.visible_to(reader)
        return super().visible_to(reader).filter(Q(network=None) | Q(network__in=networks))


class PartnerMap(Disclosable):
    """`filters` is the part after “?” of an address of the directory; a `network` narrows to its members."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, validators=[validate_map_slug])
    title = I18nCharField(_("title"), max_length=120)
    text = I18nTextField(_("text"), blank=True, default="")
    network = models.ForeignKey(
        Organisation,
        verbose_name=_("members of"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="partner_maps",
    )
    filters = models.TextField(
        _("filter"),
        blank=True,
        default="",
        validators=[validate_filters],
        help_text=_("Search the directory, then copy here what follows “?” in the address of the page."),
    )
    precision_cap = models.PositiveSmallIntegerField(
        _("places at most as exactly as"), choices=CAPS, default=Precision.EXACT
    )
    languages = ArrayField(
        models.CharField(max_length=8), verbose_name=_("languages"), default=list, blank=True
    )  # none: every language of the instance
    threshold = models.PositiveSmallIntegerField(
        _("smallest count shown"), null=True, blank=True, validators=[validate_threshold]
    )
    origins = ArrayField(
        models.CharField(max_length=255, validators=[validate_origin]),
        verbose_name=_("sites that may embed it"),
        default=list,
        blank=True,
        help_text=_("One origin per site, such as https://www.example.org."),
    )

    objects = PartnerMapQuerySet.as_manager()

    class Meta(Disclosable.Meta):
        verbose_name = _("partner map")
        verbose_name_plural = _("partner maps")
        ordering: ClassVar = ["slug"]
        constraints: ClassVar = disclosure_constraints("partner_map")

    def __str__(self) -> str:
        return str(self.title)

    @property
    def spoken(self) -> list[str]:
        """The languages it is kept in, the first one first; empty for every language of the instance."""
        return [code for code in self.languages if code in dict(settings.LANGUAGES)]
