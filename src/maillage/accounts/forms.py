"""What people may change about themselves."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import Person


class PersonForm(forms.ModelForm[Person]):
    class Meta:
        model = Person
        fields: ClassVar = ["name", "language"]
        labels: ClassVar = {"language": _("Language of pages and mails")}
        widgets: ClassVar = {"name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})}


class EraseForm(forms.Form):
    is_sure = forms.BooleanField(label=_("Erase everything held about me. I know that this cannot be undone."))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )

    def clean_code(self) -> str:
        """Letters and digits in capitals, however the code was typed."""
        code: Any = self.cleaned_data["code"]
        return "".join(c for c in code.upper() if c.isalnum())
