"""Proposing a tie, ending it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.kit import dates
from maillage.network.forms.audience import AudienceField
from maillage.network.forms.facets import date_field
from maillage.network.models import Circle, Organisation, TieType

OUT, IN = "out", "in"


class OrganisationSearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=80)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["q"].label = _("Name of the other organisation")
        self.fields["q"].help_text = _("A part of the name or its initials. Accents do not matter.")


class TieForm(forms.Form):
    """A tie between `ours` and `other`, said as a sentence: the type and the direction are chosen together."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        ours: Organisation,
        other: Organisation,
        types: Iterable[TieType],
        circles: Iterable[Circle],
    ) -> None:
        super().__init__(data)
        self.ours, self.other = ours, other
        self.types = {kind.pk: kind for kind in types}
        self.fields["sentence"] = forms.ChoiceField(
            label=_("How are you tied?"), choices=self._sentences(), widget=forms.RadioSelect
        )
        self.fields["since"] = date_field(_("Since"), _("A year is enough: 1976. Leave empty if not known."))
        self.fields["until"] = date_field(_("Until"), _("Leave empty if it still goes on."))
        self.fields["audience"] = AudienceField(
            circles=circles,
            help_text=_("A tie has its own audience: both of you can be public without the tie being so."),
        )

    def _sentences(self) -> list[tuple[str, str]]:
        sentences = []
        for pk, kind in self.types.items():
            names = {"first": str(self.ours), "second": str(self.other)}
            sentences.append((f"{pk}:{OUT}", _("%(first)s: %(tie)s: %(second)s") % (names | {"tie": kind.label})))
            if not kind.is_symmetric:
                sentences.append(
                    (f"{pk}:{IN}", _("%(first)s: %(tie)s: %(second)s") % (names | {"tie": kind.inverse_label}))
                )
        return sentences

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                cleaned["period"] = dates.period(cleaned["since"], cleaned["until"])
                if cleaned["period"]:
                    dates.validate_period(cleaned["period"])
            except forms.ValidationError as problem:
                self.add_error("until", problem)
        return cleaned

    @property
    def ends(self) -> tuple[Organisation, TieType, Organisation]:
        """First end, type, second end: as the tie is kept."""
        pk, _colon, direction = self.cleaned_data["sentence"].partition(":")
        first, second = (self.ours, self.other) if direction == OUT else (self.other, self.ours)
        return first, self.types[int(pk)], second


class EndTieForm(forms.Form):
    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"until": str(timezone.localdate().year)})
        self.fields["until"] = date_field(_("Until"), _("The year, the month or the day on which the tie ended."))
        self.fields["until"].required = True
