"""What those who prepare newsletters may type."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.accounts.models import Person
from maillage.letters.enums import BounceKind
from maillage.letters.models import Issue, Newsletter


class EditorsField(forms.CharField):
    """People who sign in here, by their addresses, one to a line."""

    widget = forms.Textarea(attrs={"rows": 3, "dir": "ltr"})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(person.email for person in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[Person]:
        addresses = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        found = []
        for address in addresses:
            person = Person.objects.filter(email__iexact=address, is_active=True).first()
            if person is None:
                raise ValidationError(_("Nobody signs in here with %(address)s.") % {"address": address})
            found.append(person)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial or []) != data)


class NewsletterForm(forms.ModelForm[Newsletter]):
    editors = EditorsField(
        label=gettext_lazy("Prepared by"),
        required=False,
        help_text=gettext_lazy(
            "Addresses of people who sign in here, one to a line. Stewards prepare every newsletter."
        ),
    )

    class Meta:
        model = Newsletter
        fields = ("title", "slug", "description", "language", "themes", "editors", "is_open")
        widgets: ClassVar = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "themes": forms.CheckboxSelectMultiple,
            "slug": forms.TextInput(attrs={"dir": "ltr"}),
        }
        help_texts: ClassVar = {"slug": gettext_lazy("Small letters, digits and hyphens: news-of-the-network.")}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.instance.pk:
            self.fields["editors"].initial = list(self.instance.editors.order_by("email"))

    def _post_clean(self) -> None:
        """The action validates the row it writes; the form keeps its hands off this one."""


class IssueForm(forms.ModelForm[Issue]):
    class Meta:
        model = Issue
        fields = ("subject", "introduction")
        widgets: ClassVar = {"introduction": forms.Textarea(attrs={"rows": 10})}
        help_texts: ClassVar = {
            "subject": gettext_lazy("What readers see in the list of their mails."),
            "introduction": gettext_lazy(
                "An empty line opens a paragraph, “- ” an item of a list, *stars* make a word strong, web addresses become links."
            ),
        }

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["subject"].required = False  # asked for when it leaves

    def _post_clean(self) -> None:
        """The action validates the row it writes."""


class PlanForm(forms.Form):
    at = forms.DateTimeField(
        label=gettext_lazy("On"),
        help_text=gettext_lazy("Time of this site."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )

    def moment(self) -> datetime:
        moment: datetime = self.cleaned_data["at"]
        return moment


class BounceForm(forms.Form):
    address = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    kind = forms.ChoiceField(label=gettext_lazy("Why"), choices=BounceKind)
