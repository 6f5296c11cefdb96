"""Where the organisation is: the place is chosen first, on a page of its own; then how exactly each may know it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _

from maillage.network.forms.facets import FacetForm
from maillage.network.models import Circle, ExactPlace, Presence, Territory

PRECISIONS = ("precision_public", "precision_members")
EXACT = ("address", "latitude", "longitude")


class TerritorySearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=80)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["q"].label = _("Town, region or country")
        self.fields["q"].help_text = _("A country alone is enough. Accents do not matter.")


class PlaceForm(FacetForm):
    model = Presence
    shown: ClassVar = ("role",)
    has_period = True

    def __init__(self, *arguments: Any, territory: Territory, **options: Any) -> None:
        self.territory = territory
        super().__init__(*arguments, **options)

    def kept(self, row: Any) -> dict[str, Any]:
        exact: ExactPlace = row.exact
        of_row = {name: getattr(row, name) for name in PRECISIONS}
        return (
            super().kept(row) | of_row | {name: getattr(exact, name) for name in EXACT} | {"place": exact.territory_id}
        )

    def adapt(self) -> None:
        self.fields["address"] = forms.CharField(
            label=_("Address"),
            required=False,
            max_length=300,
            help_text=_("You may leave it empty. Only those you allow below can read it."),
        )
        for name, label in (("latitude", _("Latitude")), ("longitude", _("Longitude"))):
            self.fields[name] = forms.FloatField(
                label=label, required=False, localize=False, help_text=_("Only if you want an exact point on the map.")
            )

    def ask_audience(self, circles: Iterable[Circle]) -> None:
        self.fields |= fields_for_model(Presence, fields=PRECISIONS)
        self.fields["precision_public"].label = _("How exactly everyone may know it")
        self.fields["precision_members"].label = _("How exactly members may know it")
        super().ask_audience(circles)

    def audience_help(self) -> str:
        return _("Those who may not read this place do not learn that it exists.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            self._check_precision(cleaned)
            self._check_point(cleaned)
        return cleaned

    def _check_precision(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("precision_members", 0) > cleaned.get("precision_public", 0):
            self.add_error(
                "precision_members", _("Members cannot be shown less than everyone. Choose at least as exact.")
            )

    def _check_point(self, cleaned: dict[str, Any]) -> None:
        latitude, longitude = cleaned["latitude"], cleaned["longitude"]
        if (latitude is None) != (longitude is None):
            missing = "latitude" if latitude is None else "longitude"
            self.add_error(missing, _("Give both a latitude and a longitude, or neither."))
        elif latitude is not None and not (-90 <= latitude <= 90):  # noqa: PLR2004 -- the globe
            self.add_error("latitude", _("A latitude is between −90 and 90."))
        elif longitude is not None and not (-180 <= longitude <= 180):  # noqa: PLR2004 -- the globe
            self.add_error("longitude", _("A longitude is between −180 and 180."))

    def values(self) -> dict[str, Any]:
        return super().values() | {"territory": self.territory}
