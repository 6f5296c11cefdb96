"""The sites that may embed a map, as a person types them."""

from typing import Any

from django import forms

from maillage.atlas.validators import validate_origin


class OriginsField(forms.CharField):
    """One origin to a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        origins = list(dict.fromkeys(super().clean(value).split()))
        for origin in origins:
            validate_origin(origin)
        return origins

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != (data or "").split()
