"""What the holder of a link may type."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.exchange.freshness.actions.consents import Terms
from maillage.exchange.freshness.actions.in_words import in_our_language
from maillage.exchange.freshness.record import CheckedRecord
from maillage.kit import dates
from maillage.network.enums import ContactKind, OrganisationKind, OrganisationState, Precision
from maillage.network.models.disclosure import AUDIENCES

USUAL = timedelta(days=2 * 365)
LONGEST = timedelta(days=5 * 365)
TYPED = 200  # longer values (keys) are not retyped by hand
MESSAGE = 1200


class ConsentForm(forms.Form):
    audience = forms.TypedChoiceField(label=gettext_lazy("May be shown to"), choices=AUDIENCES, coerce=int)
    precision = forms.TypedChoiceField(label=gettext_lazy("Our places, as exactly as"), choices=Precision, coerce=int)
    expires_on = forms.DateField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("At most five years. On that day what you agreed to ends, and we ask you again."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None, *, record: CheckedRecord) -> None:
        """Opens on what is agreed or shown today, so that pressing without choosing changes nothing but the end."""
        super().__init__(data, initial={**record.standing_terms(), "expires_on": timezone.localdate() + USUAL})

    def clean_expires_on(self) -> date:
        day: date = self.cleaned_data["expires_on"]
        if not timezone.localdate() < day <= timezone.localdate() + LONGEST:
            raise forms.ValidationError(_("Choose a day from tomorrow on, five years from now at most."))
        return day

    def terms(self) -> Terms:
        return Terms(**self.cleaned_data)


class GoneForm(forms.Form):
    dissolved = forms.CharField(
        label=gettext_lazy("Since when"),
        help_text=gettext_lazy("A year is enough: 2019."),
        required=False,
        max_length=12,
        validators=[dates.validate_date],
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )


class AgainForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("The one our letter came to."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CorrectForm(forms.Form):
    """What the link shows, to be mended. `changes()` are values under review, `words()` all the rest in sentences."""

    identity: ClassVar = ("kind", "state", "founded", "dissolved")

    def __init__(self, data: Mapping[str, Any] | None = None, *, record: CheckedRecord) -> None:
        self.record, self.values = record, dict(_values_of(record))
        super().__init__(data)
        if record.shown is not None:
            self._add_identity(record)
        for name, (label, value) in self.values.items():
            self.fields[name] = forms.CharField(label=label, initial=value, required=False, max_length=TYPED)
        self.fields["message"] = forms.CharField(
            label=_("Anything else that should change"),
            required=False,
            max_length=MESSAGE,
            widget=forms.Textarea(attrs={"rows": 5}),
        )

    def _add_identity(self, record: CheckedRecord) -> None:
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind)
        self.fields["state"] = forms.ChoiceField(label=_("State"), choices=OrganisationState)
        for name, label in (("founded", _("Founded")), ("dissolved", _("Dissolved"))):
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=12, validators=[dates.validate_date],
                help_text=_("A year is enough: 1976."), widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
            )  # fmt: skip
        for name in self.identity:
            self.fields[name].initial = getattr(record.shown, name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.changes() and not self.words():
            raise forms.ValidationError(_("Nothing is different yet. Change what is wrong, or say it in words."))
        return cleaned

    def changes(self) -> dict[str, str]:
        named = [name for name in self.identity if name in self.fields]
        return {
            name: self.cleaned_data[name]
            for name in named
            if self.cleaned_data.get(name, "") != (self.fields[name].initial or "")
        }

    def words(self) -> str:
        """One line for each value that differs, then what was said, in the language of the instance."""
        return in_our_language(
            lambda: "\n".join([*self._differences(), self.cleaned_data.get("message", "").strip()])
        ).strip()

    def _differences(self) -> list[str]:
        return [
            _("%(what)s: “%(before)s” becomes “%(after)s”")
            % {"what": label, "before": before, "after": self.cleaned_data[name] or "—"}
            for name, (label, before) in self.values.items()
            if self.cleaned_data.get(name, before) != before
        ]


def _values_of(record: CheckedRecord) -> list[tuple[str, tuple[Any, str]]]:
    """Names and contacts that the link shows: field name → label and value."""
    rows = record.members.rows
    names = [(f"name-{row.pk}", (_name_label(row), row.text)) for row in rows.get("names", [])]
    contacts = [
        (f"contact-{row.pk}", (ContactKind(row.kind).label, row.value))
        for row in rows.get("contacts", [])
        if len(row.value) <= TYPED
    ]
    return names + contacts


def _name_label(row: Any) -> str:
    """The kind of name, with its language when it has one: names in five languages are told apart."""
    kind: str = row.get_kind_display()
    return f"{kind} ({row.language})" if row.language else kind
