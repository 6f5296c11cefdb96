"""The logo: one picture, and what it shows in words."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _


class LogoForm(forms.Form):
    def __init__(self, data: Any = None, files: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["image"] = forms.FileField(
            label=_("Picture"),
            help_text=_("PNG, JPEG or WebP, at most %(size)s. Hidden details in the file are removed.")
            % {"size": filesizeformat(settings.UPLOAD_LIMIT)},
            widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        )
        self.fields["alternative_text"] = forms.CharField(
            label=_("What the picture shows"),
            max_length=200,
            required=False,
            help_text=_("Read aloud to people who cannot see it. Leave empty if it only shows your name."),
        )

    def clean_image(self) -> Any:
        upload = self.cleaned_data["image"]
        if upload.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                _("This picture is too heavy. Choose one under %(size)s.")
                % {"size": filesizeformat(settings.UPLOAD_LIMIT)}
            )
        return upload
