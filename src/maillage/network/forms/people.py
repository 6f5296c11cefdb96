"""Inviting someone to act for an organisation, and answering the invitation."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from maillage.network.enums import MandateRole


def roles_in_words() -> dict[str, str]:
    """What each role lets a person do."""
    return {
        MandateRole.COORDINATOR: _("Edits the record, invites people and ends mandates."),
        MandateRole.EDITOR: _("Edits the record."),
        MandateRole.SIGNATORY: _("Signs in the organisation's name."),
        MandateRole.TREASURER: _("Sees to what concerns money."),
        MandateRole.REVIEWER: _("Reads and judges what is submitted."),
        MandateRole.SPACE_STEWARD: _("Looks after shared rooms."),
    }


class InviteForm(forms.Form):
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"language": get_language(), "role": MandateRole.EDITOR})
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].help_text = _("One letter is sent to this address. Nothing else is done with it.")
        duties = roles_in_words()
        self.fields["role"] = forms.ChoiceField(
            label=pgettext("what a person does", "Role"),
            choices=[
                (role.value, _("%(role)s: %(duty)s") % {"role": role.label, "duty": duties[role]})
                for role in MandateRole
            ],
            widget=forms.RadioSelect,
        )
        self.fields["language"] = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)


class AcceptForm(forms.Form):
    """What a person who is new here says of themselves."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, language: str = "") -> None:
        super().__init__(data, initial={"language": language or get_language()})
        self.fields["name"] = forms.CharField(
            label=_("Your name"),
            max_length=120,
            help_text=_("As your network should read it. It may be a pseudonym."),
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )
        self.fields["language"] = forms.ChoiceField(label=_("Language of mails"), choices=settings.LANGUAGES)
