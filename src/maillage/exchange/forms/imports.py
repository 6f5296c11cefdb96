"""The forms of the wizard: which file, what its columns are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from maillage.exchange.actions.imports import SOURCE_LIMIT
from maillage.exchange.columns import REPEATABLE, base, guess
from maillage.exchange.fields import column_choices, labels
from maillage.exchange.models import ImportRun
from maillage.exchange.queries import runs as queries
from maillage.network.enums import Audience

NAMES = frozenset({"name", "short_name", "acronym"})
OPEN_TO = (Audience.STEWARDS, Audience.MEMBERS, Audience.PUBLIC)


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "A spreadsheet (CSV, XLSX, ODS), a map (GeoJSON, KML) or an address book. It stays on this site; nothing is written yet."
        ),
    )
    source = forms.CharField(
        label=gettext_lazy("Where it comes from"),
        max_length=SOURCE_LIMIT,
        help_text=gettext_lazy(
            "Such as “Members of CRID”. The next file of the same source is recognised: its rows, and what its columns are."
        ),
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
    sheet = forms.CharField(
        label=gettext_lazy("Sheet of the workbook"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Only if it is not the first one."),
    )

    def clean_source(self) -> str:
        return " ".join(self.cleaned_data["source"].split())


class ColumnsForm(forms.Form):
    """One menu per column, and what is said of the whole file."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of names and texts"),
        required=False,
        help_text=gettext_lazy("Of columns that do not say it. Texts in Arabic letters are Arabic."),
    )
    territory = forms.ChoiceField(
        label=gettext_lazy("Country of rows that name none"),
        required=False,
        help_text=gettext_lazy("Without it, such rows come in without a place."),
    )
    audience = forms.TypedChoiceField(
        label=gettext_lazy("Who may see the new records"),
        coerce=int,
        choices=[(int(audience), audience.label) for audience in OPEN_TO],
        help_text=gettext_lazy(
            "Stewards, unless you know that those in the file agreed. E-mail and telephone are for members at most, and places "
            "for their country."
        ),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, run: ImportRun, known: ImportRun | None = None) -> None:
        self.headings: Sequence[Sequence[str]] = run.headings
        said = run.options if run.mapping else (known.options if known else run.options)
        super().__init__(data, initial={"audience": int(Audience.STEWARDS)} | said)
        languages = [("", pgettext_lazy("language", "As the text itself shows")), *settings.LANGUAGES]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["territory"].choices = [("", "—"), *queries.countries()]  # type: ignore[attr-defined]
        chosen = self._chosen(run, known)
        for number, heading in enumerate(self.headings):
            field = forms.ChoiceField(label=heading[0], required=False, choices=column_choices())
            field.initial = chosen.get(heading[0], "")
            field.widget.attrs["aria-describedby"] = f"samples-{number}"
            self.fields[f"column-{number}"] = field

    def _chosen(self, run: ImportRun, known: ImportRun | None) -> dict[str, str]:
        """What was said of these columns, what was said the last time, and what the headers say by themselves."""
        if run.mapping:
            return dict(run.mapping)
        headers = [heading[0] for heading in self.headings]
        before = {header: field for header, field in (known.mapping if known else {}).items() if header in headers}
        taken = {field for field in before.values() if base(field)[0] not in REPEATABLE}
        guessed = guess([header for header in headers if header not in before])
        return {header: field for header, field in guessed.items() if field not in taken} | before

    def columns(self) -> list[tuple[forms.BoundField, Sequence[str], str]]:
        """(menu, sample values, id of the samples) of each column."""
        return [
            (self[f"column-{number}"], heading[1:], f"samples-{number}") for number, heading in enumerate(self.headings)
        ]

    def file_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("language", "territory", "audience")]

    def clean(self) -> dict[str, Any]:
        mapping = self.mapping()
        if not any(base(field)[0] in NAMES for field in mapping.values()):
            raise ValidationError(_("No column holds the names. Say which one does: Name, Short name or Acronym."))
        single = [field for field in mapping.values() if field and base(field)[0] not in REPEATABLE]
        words = labels()
        for field, count in Counter(single).items():
            if count > 1:
                self._tell_twice(field, words[field])
        return self.cleaned_data

    def _tell_twice(self, field: str, words: object) -> None:
        places = [name for name in self.fields if self.cleaned_data.get(name) == field]
        for name in places[1:]:
            self.add_error(
                name, _("Another column is “%(field)s” already. Leave one of them out.") % {"field": str(words)}
            )

    def mapping(self) -> dict[str, str]:
        return {
            heading[0]: self.cleaned_data.get(f"column-{number}", "") for number, heading in enumerate(self.headings)
        }

    def options(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("language", "territory", "audience")}
