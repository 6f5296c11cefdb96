"""The form of the styleguide: every kind of field, with nothing behind it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.kit.dates import validate_date


class SampleForm(forms.Form):
    name = forms.CharField(
        label=_("Name of your organisation"),
        help_text=_("As its members say it. We ask because this is what everyone searches for."),
    )
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("Shown to the network's members, never to everyone.")
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    since = forms.CharField(
        label=_("Member since"),
        help_text=_("A year is enough: 1976."),
        validators=[validate_date],
        max_length=12,
    )
    visited_on = forms.DateField(
        label=_("Day of the visit"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("fr", "Français"), ("en", "English"), ("ar", "العربية")]
    )
    audience = forms.ChoiceField(
        label=_("Who may read this?"),
        help_text=_("You can change it at any time."),
        choices=[("0", _("everyone")), ("10", _("members of the network")), ("30", _("the network's stewards"))],
        widget=forms.RadioSelect,
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        required=False,
        choices=[
            ("debt", pgettext_lazy("theme", "debt")),
            ("migration", pgettext_lazy("theme", "freedom of movement")),
            ("water", pgettext_lazy("theme", "water")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    message = forms.CharField(label=_("What it does"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    logo = forms.FileField(label=_("Logo"), required=False, help_text=_("PNG, JPEG or WebP, 5 MB at most."))
    agrees = forms.BooleanField(label=_("The organisation agrees to be listed"))
