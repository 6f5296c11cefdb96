"""The forms of what an organisation says of itself: one small form per kind of row."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _

from maillage.kit import dates
from maillage.network.forms.audience import AudienceField, Choice, code_of
from maillage.network.forms.base import CarefulForm
from maillage.network.models import Circle, Disclosable, Organisation


def date_field(label: object, help_text: object = "") -> forms.CharField:
    """A partial date, typed as it is known."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        required=False,
        max_length=12,
        validators=[dates.validate_date],
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "dir": "ltr"}),
    )


def _stored(row: models.Model, name: str) -> Any:
    """The stored value of a field, as a form takes it."""
    field = row._meta.get_field(name)
    return field.value_from_object(row) if isinstance(field, models.Field) else None


class FacetForm(CarefulForm):
    """Adds or changes one row. `values()` is what the action takes.

    model:  the kind of row
    shown:  its fields that are asked as they are
    has_period: whether the row has one, asked as two partial dates
    names_of: where an error of the model's field is shown, when the form asks under another name

    Without `circles` the form does not ask who may read the row.
    """

    model: ClassVar[type[Disclosable]]
    shown: ClassVar[tuple[str, ...]] = ()
    has_period: ClassVar[bool] = False
    names_of: ClassVar[Mapping[str, str]] = {"period": "until", "html": "text", "source": "source_title"}

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        organisation: Organisation,
        circles: Iterable[Circle] | None,
        row: Disclosable | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.row, self.organisation = row, organisation
        kept = self.kept(row) if row else None
        first = {"audience": code_of(row or organisation)} | (kept or {}) | dict(initial or {})
        super().__init__(data, stored=kept, initial=first, files=files)
        self.fields |= fields_for_model(self.model, fields=self.shown, widgets=self.widgets())
        if self.has_period:
            self.fields["since"] = date_field(_("Since"), _("A year is enough: 1976. Leave empty if not known."))
            self.fields["until"] = date_field(_("Until"), _("Leave empty if it still goes on."))
        self.adapt()
        if circles is not None:
            self.ask_audience(circles)

    def kept(self, row: Disclosable) -> dict[str, Any]:
        """What is stored now, as the form shows it."""
        kept = {name: _stored(row, name) for name in self.shown}
        if self.has_period:
            kept["since"], kept["until"] = dates.bounds(row.period)  # type: ignore[attr-defined]
        return kept | {"audience": code_of(row)}

    def widgets(self) -> dict[str, type[forms.Widget] | forms.Widget]:
        return {}

    def adapt(self) -> None:
        """Last touches to the fields, once they exist."""

    def ask_audience(self, circles: Iterable[Circle]) -> None:
        self.fields["audience"] = AudienceField(circles=circles, help_text=self.audience_help())

    def audience_help(self) -> str:
        return _("You can see the result before you save, on “Who sees what”.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.has_period and not self.errors:
            try:
                cleaned["period"] = dates.period(cleaned.pop("since"), cleaned.pop("until"))
                if cleaned["period"]:
                    dates.validate_period(cleaned["period"])
            except forms.ValidationError as problem:
                self.add_error("until", problem)
        return cleaned

    def values(self) -> dict[str, Any]:
        values = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        choice: Choice | None = values.pop("audience", None)
        return values | ({"audience": choice.audience, "circle": choice.circle} if choice else {})

    def warning(self) -> str:
        """What to look at again, although it has been kept; empty when all seems right."""
        return ""
