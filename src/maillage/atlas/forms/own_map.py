"""A map of a network's members, as its coordinators keep it; what it shows is asked by the filters of the directory."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.atlas.enums import CAPS
from maillage.atlas.forms.origins import OriginsField
from maillage.atlas.models import PartnerMap
from maillage.kit.words import in_language, language_hint, with_language
from maillage.network.enums import Audience
from maillage.network.models import Circle, Organisation


class OwnMapForm(forms.Form):
    """Title and text are asked in the language of the page. `values()` is what the actions take, without the filter."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    text = forms.CharField(
        label=gettext_lazy("What it shows, in a few words"),
        required=False,
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    audience = forms.ChoiceField(label=gettext_lazy("Who may open this map"))
    precision_cap = forms.TypedChoiceField(
        label=gettext_lazy("Places at most as exactly as"),
        choices=CAPS,
        coerce=int,
        help_text=gettext_lazy("Each organisation decides how exactly it is shown; a map can only be less exact."),
    )
    threshold = forms.IntegerField(label=gettext_lazy("Smallest count shown"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        required=False,
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: every language of this site."),
    )
    origins = OriginsField(
        label=gettext_lazy("Sites that may embed it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        help_text=gettext_lazy("One to a line, such as https://www.example.org. A map for everyone only."),
    )

    def __init__(
        self, data: Any = None, *, network: Organisation, circles: Iterable[Circle], kept: PartnerMap | None = None
    ) -> None:
        self.kept, self.circles = kept, {circle.pk: circle for circle in circles}
        audiences = self._audiences(network)
        blank = {"audience": audiences[0][0], "precision_cap": CAPS[0][0]}
        super().__init__(data, initial=_initial(kept) if kept else blank)
        for name in ("title", "text"):
            self.fields[name].help_text = language_hint(getattr(kept, name, None))
        self.fields["audience"].choices = audiences  # type: ignore[attr-defined]
        self.fields["threshold"].help_text = _("Never below %(least)d, which is the rule of this site.") % {
            "least": settings.COUNT_THRESHOLD
        }

    def _audiences(self, network: Organisation) -> list[tuple[str, str]]:
        """None that is wider than the network's own."""
        named = [(f"{int(Audience.CIRCLE)}:{pk}", _("the circle “%(name)s”") % {"name": circle}) for pk, circle in self.circles.items()]  # fmt: skip
        offered = [
            (str(int(Audience.PUBLIC)), str(Audience.PUBLIC.label)),
            (str(int(Audience.MEMBERS)), str(Audience.MEMBERS.label)),
            *named,
            (str(int(Audience.STEWARDS)), _("our own people and the network's stewards")),
        ]
        return [(code, words) for code, words in offered if int(code.partition(":")[0]) >= network.shown_to]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("origins") and cleaned.get("audience", "0") != str(int(Audience.PUBLIC)):
            self.add_error("origins", _("Only a map that everyone may open can be put on other sites."))
        return cleaned

    def values(self) -> dict[str, Any]:
        level, _colon, circle = self.cleaned_data["audience"].partition(":")
        written = {name: with_language(getattr(self.kept, name, None), self.cleaned_data[name]) for name in ("title", "text")}  # fmt: skip
        return self.cleaned_data | written | {
            "audience": int(level),
            "circle": self.circles[int(circle)] if circle else None,
        }  # fmt: skip


def _initial(kept: PartnerMap) -> dict[str, Any]:
    as_they_are = ("precision_cap", "threshold", "languages", "origins")
    return {name: getattr(kept, name) for name in as_they_are} | {
        "title": in_language(kept.title),
        "text": in_language(kept.text),
        "audience": f"{kept.audience}:{kept.circle_id}" if kept.circle_id else str(kept.audience),
    }
