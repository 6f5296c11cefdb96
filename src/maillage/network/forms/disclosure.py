"""Who sees what: one control per row of the record, two more per place, saved together."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from maillage.network.enums import Precision
from maillage.network.forms.audience import AudienceField, Choice, code_of
from maillage.network.forms.base import CarefulForm
from maillage.network.models import Circle, Disclosable, Presence, Tie

LEVELS = ("public", "members")


def key_of(row: Disclosable) -> str:
    """The name under which a row's control is known: "contactpoint-12"."""
    return f"{row._meta.model_name}-{row.pk}"


class DisclosureForm(CarefulForm):
    """`choices()` tells, for each row that changes, its fields and their new values.

    shared: rows that are others' too, and may be narrowed, never widened
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        rows: Iterable[Disclosable],
        circles: Iterable[Circle],
        shared: Iterable[Disclosable] = (),
    ) -> None:
        self.shared = set(shared)
        self.rows = {key_of(row): row for row in rows}
        kept: dict[str, Any] = {key: code_of(row) for key, row in self.rows.items()}
        for key, row in self.rows.items():
            if isinstance(row, Presence):
                kept |= {f"{key}-public": row.precision_public, f"{key}-members": row.precision_members}
        super().__init__(data, stored=kept, initial=kept)
        for key, row in self.rows.items():
            self._add_fields(key, row, list(circles))

    def _add_fields(self, key: str, row: Disclosable, circles: list[Circle]) -> None:
        self.fields[key] = AudienceField(circles=circles, no_wider_than=row if row in self.shared else None)
        self._name(key, row)
        if isinstance(row, Presence):
            for level, label in zip(
                LEVELS, (_("How exactly, for everyone"), _("How exactly, for members")), strict=True
            ):
                self.fields[f"{key}-{level}"] = forms.TypedChoiceField(
                    label=label, choices=Precision.choices, coerce=int
                )
                self._name(f"{key}-{level}", row)

    def _name(self, name: str, row: Disclosable) -> None:
        """Say, to those who hear the page, which row a control speaks of."""
        what = f"{row.a}, {row.b}" if isinstance(row, Tie) else strip_tags(str(row))
        self.fields[name].widget.attrs["aria-label"] = f"{self.fields[name].label}: {what}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for key, row in self.rows.items():
            everyone, members = cleaned.get(f"{key}-public"), cleaned.get(f"{key}-members")
            if isinstance(row, Presence) and everyone is not None and members is not None and members > everyone:
                self.add_error(
                    f"{key}-members", _("Members cannot be shown less than everyone. Choose at least as exact.")
                )
        return cleaned

    def choices(self) -> list[tuple[Disclosable, dict[str, Any]]]:
        changed = []
        for key, row in self.rows.items():
            choice: Choice = self.cleaned_data[key]
            values: dict[str, Any] = {}
            if choice != Choice.of(row):
                values = {"audience": choice.audience, "circle": choice.circle}
            for level in LEVELS if isinstance(row, Presence) else ():
                chosen = self.cleaned_data[f"{key}-{level}"]
                if chosen != getattr(row, f"precision_{level}"):
                    values[f"precision_{level}"] = chosen
            if values:
                changed.append((row, values))
        return changed
