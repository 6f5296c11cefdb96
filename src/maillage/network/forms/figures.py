"""Figures the organisation gives, and the bodies it has."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from maillage.kit.words import in_language, language_hint, with_language
from maillage.network.enums import Qualifier
from maillage.network.forms.facets import FacetForm, date_field
from maillage.network.models import Body, Claim


class ClaimForm(FacetForm):
    """A figure with its source: who says so, and where it can be read."""

    model = Claim
    shown: ClassVar = ("measure", "qualifier", "value")

    def kept(self, row: Any) -> dict[str, Any]:
        source = {"source_title": row.source.title, "source_url": row.source.url}
        return super().kept(row) | {"as_of": row.as_of, "scope": in_language(row.scope)} | source

    def adapt(self) -> None:
        words = self.row.scope if isinstance(self.row, Claim) else None
        self.fields["value"].help_text = _("Digits only. Leave empty for “several hundred”.")
        self.fields["scope"] = forms.CharField(
            label=_("Of what, where"), required=False, max_length=200, help_text=language_hint(words)
        )
        self.fields["as_of"] = date_field(_("As of"), _("The year the figure speaks of: 2024."))
        self.fields["source_title"] = forms.CharField(
            label=_("Where the figure comes from"),
            max_length=200,
            help_text=_("For example: annual report 2024. Readers see it beside the figure."),
        )
        self.fields["source_url"] = forms.URLField(
            label=_("Address of that page"), required=False, assume_scheme="https"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_missing = cleaned.get("value") is None and "value" not in self.errors
        if is_missing and cleaned.get("qualifier") != Qualifier.SEVERAL_HUNDRED:
            self.add_error("value", _("Give the figure, or choose “several hundred”."))
        return cleaned

    def values(self) -> dict[str, Any]:
        values = super().values()
        words = self.row.scope if isinstance(self.row, Claim) else None
        return values | {"scope": with_language(words, values["scope"])}


class BodyForm(FacetForm):
    model = Body
    shown: ClassVar = ("kind",)
    has_period = True

    def kept(self, row: Any) -> dict[str, Any]:
        return super().kept(row) | {"name": in_language(row.name)}

    def adapt(self) -> None:
        words = self.row.name if isinstance(self.row, Body) else None
        self.fields["name"] = forms.CharField(
            label=_("Name of the group"), required=words is None, max_length=200, help_text=language_hint(words)
        )

    def values(self) -> dict[str, Any]:
        values = super().values()
        words = self.row.name if isinstance(self.row, Body) else None
        return values | {"name": with_language(words, values["name"])}
