"""What every form of "My organisation" shares: it notices when someone else has changed what is being edited."""

import hashlib
import json
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _


def digest(value: object) -> str:
    """A short fingerprint of plain values, the same for the same values."""
    text = json.dumps(value, sort_keys=True, cls=DjangoJSONEncoder, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


class CarefulForm(forms.Form):
    """A form that carries a fingerprint of what it shows; a stale one keeps what was typed and says so.

    stored: what is kept now, as plain values; None when there is nothing yet
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, stored: object = None, **options: Any) -> None:
        self.fingerprint = digest(stored) if stored is not None else ""
        super().__init__(data, **options)
        self.initial["seen"] = self.fingerprint

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.fingerprint and cleaned.get("seen") != self.fingerprint:
            self.data = _with(self.data, self.add_prefix("seen"), self.fingerprint)
            message = _(
                "Someone else changed this while you were writing. Nothing is lost: what you typed is below. "
                "Save again to keep yours."
            )
            self.add_error(None, forms.ValidationError(message, code="changed_meanwhile"))
        return cleaned


def _with(data: Any, name: str, value: str) -> Any:
    """What was sent, with one answer replaced; a copy, because what was sent cannot be written to."""
    answers = data.copy()
    answers[name] = value
    return answers


class ReasonForm(forms.Form):
    """An act that others will ask about."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, label: str, help_text: str = "") -> None:
        super().__init__(data)
        self.fields["reason"].label, self.fields["reason"].help_text = label, help_text
