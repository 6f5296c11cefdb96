"""Pieces that several forms of the back office share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import Person
from maillage.network.enums import Audience
from maillage.network.models import Circle, Organisation, Source, Territory
from maillage.network.queries import office


class DateInput(forms.DateInput):
    """The browser's own calendar; ISO dates whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DisclosureForm(forms.Form):
    """Who may read one row."""

    audience = forms.TypedChoiceField(
        label=_("Shown to"), coerce=int, choices=[c for c in Audience.choices if c[0] < Audience.SEALED]
    )
    circle = forms.ModelChoiceField(
        Circle.objects.all(), label=_("Circle"), required=False, help_text=_("Only for the audience “a circle”.")
    )

    def clean(self) -> dict[str, Any]:
        return with_circle_checked(self, super().clean() or {})


def with_circle_checked(form: forms.BaseForm, values: dict[str, Any]) -> dict[str, Any]:
    """A circle is named exactly when the audience is a circle."""
    if "circle" not in form.fields:
        return values
    if values.get("audience") == Audience.CIRCLE and not values.get("circle"):
        form.add_error("circle", _("Choose which circle may read this."))
    if values.get("audience") != Audience.CIRCLE:
        values["circle"] = None
    return values


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class NamedChoice(forms.CharField):
    """One row, found by what a person types: a list of ten thousand names is no help, and needs no script."""

    find: Callable[[str], list[Any]]
    model: type[Model]
    key = "pk"

    def prepare_value(self, value: Any) -> Any:
        """The key of a row where the form holds the row or its number."""
        if isinstance(value, int):
            value = self.model._default_manager.filter(pk=value).first()  # noqa: SLF001 -- Django's own name
        return getattr(value, self.key) if isinstance(value, self.model) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        found = type(self).find(typed)
        if not found:
            raise ValidationError(_("Nothing is found under “%(typed)s”."), params={"typed": typed}, code="unknown")
        if len(found) > 1:
            choices = ", ".join(f"{row} [{getattr(row, self.key)}]" for row in found)
            raise ValidationError(
                _("Several are found: %(choices)s. Write what is in brackets."),
                params={"choices": choices},
                code="many",
            )
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = self.prepare_value(initial)
        return str(before if before is not None else "") != str(data or "").strip()


class OrganisationChoice(NamedChoice):
    find = staticmethod(office.organisations_named)
    model, key = Organisation, "slug"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": _("Its name, its address or its number."), **options})


class TerritoryChoice(NamedChoice):
    find = staticmethod(office.territories_named)
    model, key = Territory, "code"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": _("Its name in any language, or its code."), **options})


class SourceChoice(NamedChoice):
    find = staticmethod(office.sources_named)
    model = Source

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"help_text": _("The title, address or number of a source entered under “Sources”."), **options}
        )


class PersonChoice(NamedChoice):
    find = staticmethod(office.people_named)
    model, key = Person, "email"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": _("An e-mail address or a name."), **options})


class NamedList(forms.CharField):
    """Several rows, one to a line."""

    widget = forms.Textarea

    def __init__(self, one: NamedChoice, **options: Any) -> None:
        self.one = one
        super().__init__(**options, help_text=_("One to a line."), widget=forms.Textarea(attrs={"rows": 6}))

    def prepare_value(self, value: Any) -> Any:
        return (
            value
            if value is None or isinstance(value, str)
            else "\n".join(str(self.one.prepare_value(v)) for v in value)
        )

    def clean(self, value: Any) -> list[Any]:
        return [self.one.clean(line) for line in super().clean(value).splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = (self.prepare_value(initial) or "").split()
        return sorted(before) != sorted((data or "").split())
