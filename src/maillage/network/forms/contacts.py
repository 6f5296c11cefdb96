"""How to reach the organisation, and under which numbers it is registered."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from maillage.network.enums import ContactKind, IdentifierScheme
from maillage.network.forms.facets import FacetForm
from maillage.network.models import ContactPoint, Identifier
from maillage.network.validators import identifier_warning, normalise_identifier, validate_contact

LONG = {ContactKind.PGP, ContactKind.POST}


class ContactForm(FacetForm):
    model = ContactPoint
    shown: ClassVar = ("kind", "value", "label")

    def widgets(self) -> dict[str, type[forms.Widget] | forms.Widget]:
        return {"value": forms.Textarea(attrs={"rows": 2, "dir": "auto"})}

    def adapt(self) -> None:
        self.fields["value"].help_text = _(
            "A web address begins with https://, a telephone number with + and the country."
        )
        self.fields["label"].help_text = _("For example: press, mornings only. You may leave it empty.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "kind" in cleaned and "value" in cleaned:
            if cleaned["kind"] not in LONG:
                cleaned["value"] = " ".join(cleaned["value"].split())
            try:
                validate_contact(cleaned["kind"], cleaned["value"])
            except forms.ValidationError as problem:
                self.add_error("value", problem)
        return cleaned


class IdentifierForm(FacetForm):
    model = Identifier
    shown: ClassVar = ("scheme", "register_name", "value")

    def adapt(self) -> None:
        self.fields["register_name"].help_text = _("Only for another register: what it is called, and where.")
        self.fields["value"].widget.attrs["dir"] = "ltr"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "scheme" in cleaned and "value" in cleaned:
            cleaned["value"] = normalise_identifier(cleaned["scheme"], cleaned["value"])
            if cleaned["scheme"] == IdentifierScheme.OTHER and not cleaned.get("register_name"):
                self.add_error("register_name", _("Say which register this number belongs to."))
        return cleaned

    def warning(self) -> str:
        return identifier_warning(self.cleaned_data["scheme"], self.cleaned_data["value"])
