"""What stewards type about feeds, and about the texts they bring."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from maillage.network.admin.forms import DateInput, OrganisationChoice
from maillage.network.readers import Reader
from maillage.publications.enums import Licence, RelayMode
from maillage.publications.models import Rubric
from maillage.publications.queries.tree import STEP
from maillage.publications.relays.models import CLOSED, KEY, Feed, FeedItem
from maillage.publications.relays.queries import rubrics_of
from maillage.publications.relays.rights import modes_of, usual_mode


class RubricChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Each rubric under those above it, and its language."""

    def __init__(self, reader: Reader, **options: Any) -> None:
        rows = rubrics_of(reader)
        self.titles = {row.path: row.title for row in rows}
        written = rows.filter(alias_of=None)  # an alias holds the place of a rubric that nobody has translated yet
        super().__init__(written, **{"label": gettext_lazy("Rubric"), **options})

    def label_from_instance(self, obj: Rubric) -> str:
        above = [obj.path[:end] for end in range(STEP, len(obj.path) + 1, STEP)]
        names = " › ".join(self.titles[path] for path in above if path in self.titles)
        return f"{names} ({obj.locale.language_code})"


class AddressForm(forms.Form):
    address = forms.CharField(
        label=gettext_lazy("Address of the site or of its feed"),
        max_length=KEY,
        help_text=gettext_lazy("Paste the address of the partner’s home page: it usually names its feeds."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )


class TermsForm(forms.ModelForm[Feed]):
    """Where the texts of a feed go, and what may be shown of them."""

    class Meta:
        model = Feed
        fields = ("title", "organisation", "rubric", "language", "mode", "licence", "permission")
        help_texts = {
            "licence": gettext_lazy("When the partner’s site says it for all its texts. A text that says otherwise is obeyed."),
            "permission": gettext_lazy("Who allowed us to carry whole texts, when and how: “Awa Diop, by letter, 3 May 2026”."),
        }  # fmt: skip
        widgets = {"permission": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, reader: Reader, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"] = OrganisationChoice(label=gettext_lazy("Source"))
        self.fields["rubric"] = RubricChoice(
            reader, help_text=gettext_lazy("Where its texts usually go; you choose again for each.")
        )
        as_told = [("", gettext_lazy("as each text says"))]
        self.fields["language"] = forms.ChoiceField(
            label=gettext_lazy("Language"), required=False, choices=[*as_told, *settings.LANGUAGES]
        )
        licences = [choice for choice in Licence.choices if choice[0] != Licence.PERMISSION]
        self.fields["licence"] = forms.ChoiceField(
            label=self.fields["licence"].label,
            required=False,
            choices=licences,
            help_text=self.fields["licence"].help_text,
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        has_right = values.get("permission") or values.get("licence") not in CLOSED
        if values.get("mode") == RelayMode.FULL and not has_right:
            self.add_error("mode", _("The whole text needs a licence, or a permission you describe below."))
        return values

    def _post_clean(self) -> None:
        """The action writes, and checks what the database keeps: the form only reads."""


class DecisionForm(forms.Form):
    """How one text is relayed."""

    mode = forms.ChoiceField(label=gettext_lazy("Shown as"), widget=forms.RadioSelect)
    expires_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("For a call or an announcement. Empty: no end."),
        widget=DateInput,
    )
    picture_alternative = forms.CharField(
        label=gettext_lazy("What its picture shows"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("For those who do not see it. Empty: the picture is left out."),
    )

    def __init__(self, data: Any = None, *, item: FeedItem, reader: Reader) -> None:
        initial = {
            "mode": usual_mode(item),
            "rubric": item.feed.rubric_id,
            "picture_alternative": item.image_alternative,
        }
        super().__init__(data, initial=initial)
        self.fields["mode"].choices = [(mode.value, mode.label) for mode in modes_of(item)]  # type: ignore[attr-defined]
        self.fields["rubric"] = RubricChoice(reader)
        self.order_fields(["mode", "rubric", "expires_on", "picture_alternative"])
        if not item.image:
            del self.fields["picture_alternative"]

    def clean_expires_on(self) -> date | None:
        day: date | None = self.cleaned_data["expires_on"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day after today."))
        return day


class ManyForm(forms.Form):
    """How several texts are relayed at once."""

    mode = forms.ChoiceField(
        label=gettext_lazy("Shown as"),
        required=False,
        choices=[
            ("", pgettext_lazy("how a text is relayed", "as usual for its feed")),
            (RelayMode.LINK.value, RelayMode.LINK.label),
            (RelayMode.EXCERPT.value, RelayMode.EXCERPT.label),
        ],
    )
    expires_on = forms.DateField(label=gettext_lazy("Last day"), required=False, widget=DateInput)

    def __init__(self, data: Any = None, *, reader: Reader) -> None:
        super().__init__(data, prefix="many")
        self.fields["rubric"] = RubricChoice(reader, required=False, empty_label=_("the rubric of its feed"))
        self.order_fields(["mode", "rubric", "expires_on"])
