"""What a reader may type."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from maillage.letters.models import Newsletter


class NewsletterChoice(forms.ModelMultipleChoiceField[Newsletter]):
    """Boxes to tick, by title and language."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return _("%(title)s (%(language)s)") % {"title": obj.title, "language": obj.get_language_display()}


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    # People never see it; programs that fill in everything they find give themselves away.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class SubscribeForm(AddressForm):
    field_order = ("newsletters", "address", "website")

    def __init__(self, data: Any = None, *, offered: QuerySet[Newsletter], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["newsletters"] = NewsletterChoice(
            offered,
            label=_("What you would like to receive"),
            error_messages={"required": _("Tick at least one newsletter.")},
        )
        self.order_fields(self.field_order)


class ConfirmForm(forms.Form):
    """What the address asked for, all of it ticked: a person may leave one out that they did not ask for."""

    def __init__(self, data: Any = None, *, offered: QuerySet[Newsletter], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["newsletters"] = NewsletterChoice(
            offered,
            label=_("You receive"),
            initial=list(offered),
            error_messages={"required": _("Tick at least one newsletter, or close this page.")},
        )


class ChoicesForm(forms.Form):
    def __init__(self, data: Any = None, *, offered: QuerySet[Newsletter], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["newsletters"] = NewsletterChoice(
            offered,
            label=_("Newsletters"),
            required=False,
            help_text=_("One in each language and about each theme: tick what you want from now on."),
        )
