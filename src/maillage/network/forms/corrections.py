"""The form of a correction. A box that people do not see catches machines that fill in everything."""

from django import forms
from django.utils.translation import gettext_lazy as _

MESSAGE_LIMIT = 2000


class CorrectionForm(forms.Form):
    message = forms.CharField(
        label=_("What should change?"),
        help_text=_(
            "Say what is wrong and, if you can, how you know. The network's team reads it; it is not published."
        ),
        max_length=MESSAGE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reply_to = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only if you want an answer. It is used for this and forgotten once the correction is closed."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    homepage = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("homepage"))
