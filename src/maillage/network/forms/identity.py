"""The identity sheet: what kind of organisation it is, whether it is still active, since when, in which languages."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _

from maillage.kit import dates
from maillage.network.enums import OrganisationState
from maillage.network.forms.base import CarefulForm
from maillage.network.forms.facets import date_field
from maillage.network.languages import language_choices
from maillage.network.models import Organisation


class IdentityForm(CarefulForm):
    """`changes()` holds only what differs from what is stored."""

    shown: ClassVar = ("kind", "state", "founded", "dissolved", "languages")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, organisation: Organisation, reviewed: Collection[str] = ()
    ) -> None:
        self.kept = {name: getattr(organisation, name) for name in self.shown}
        super().__init__(data, stored=self.kept, initial=self.kept)
        self.fields |= fields_for_model(Organisation, fields=("kind", "state"))
        self.fields["founded"] = date_field(_("Founded"), _("A year is enough: 1976."))
        self.fields["dissolved"] = date_field(_("Dissolved"), _("Leave empty while the organisation lives."))
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Working languages"),
            required=False,
            choices=language_choices(also=tuple(organisation.languages)),
            widget=forms.SelectMultiple(attrs={"size": 7}),
            help_text=_("The languages people can write to you in. You may choose several."),
        )
        self.reviewed = [name for name in self.shown if name in reviewed]
        for name in self.reviewed:
            field = self.fields[name]
            field.help_text = " ".join(
                filter(None, [str(field.help_text), _("A steward of the network looks at this before it changes.")])
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        founded, dissolved = cleaned.get("founded"), cleaned.get("dissolved")
        if founded and dissolved and dates.first_day(founded) > dates.last_day(dissolved):
            self.add_error("dissolved", _("An organisation cannot be dissolved before it is founded."))
        if dissolved and cleaned.get("state") == OrganisationState.ACTIVE:
            self.add_error("state", _("You give a date of dissolution: choose “dissolved”, or empty that date."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.shown if self.cleaned_data[name] != self.kept[name]}
