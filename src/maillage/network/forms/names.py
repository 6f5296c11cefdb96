"""Names, and what the organisation says it does."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from maillage.kit.paragraphs import to_html, to_text
from maillage.network.forms.facets import FacetForm
from maillage.network.languages import language_choices
from maillage.network.models import Description, OrganisationName

DESCRIPTION_LIMIT = 8000


class NameForm(FacetForm):
    model = OrganisationName
    shown: ClassVar = ("text", "kind", "language", "is_preferred")
    has_period = True

    def adapt(self) -> None:
        self.fields["kind"].help_text = _(
            "A protective alias is shown in place of a name that would put people in danger."
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of this name"),
            required=False,
            choices=language_choices(empty=_("the same in every language"), also=(self.initial.get("language", ""),)),
        )
        self.fields["is_preferred"].help_text = _("The title of the page, for those who may read it.")


class DescriptionForm(FacetForm):
    model = Description
    shown: ClassVar = ("language",)

    def kept(self, row: Any) -> dict[str, Any]:
        return super().kept(row) | {"text": to_text(row.html)}

    def adapt(self) -> None:
        self.fields["language"] = forms.ChoiceField(
            label=_("In which language"), choices=language_choices(also=(self.initial.get("language", ""),))
        )
        self.fields["text"] = forms.CharField(
            label=_("What your organisation does"),
            help_text=_("An empty line begins a paragraph; “- ” at the start of a line makes a list."),
            max_length=DESCRIPTION_LIMIT,
            widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        )

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {"html": to_html(values.pop("text"))}
