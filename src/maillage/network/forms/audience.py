"""One control for "who may read this": an audience and, when it is a circle, which one."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.network.enums import Audience
from maillage.network.models import Circle, Disclosable


class Choice(NamedTuple):
    """What was chosen: a level and, for the level of circles, the circle."""

    audience: int
    circle: Circle | None = None

    @classmethod
    def of(cls, row: Disclosable) -> "Choice":
        return cls(row.audience, row.circle)


def code_of(row: Disclosable) -> str:
    """The value of the control that stands for the audience of `row`."""
    return f"{row.audience}:{row.circle_id}" if row.circle_id else str(row.audience)


class AudienceField(forms.ChoiceField):
    """Its clean value is a `Choice`. `circles` are those the person may name; `no_wider_than` is a row to narrow at most."""

    def __init__(self, *, circles: Iterable[Circle], no_wider_than: Disclosable | None = None, **options: Any) -> None:
        self.circles = {circle.pk: circle for circle in circles}
        self.no_wider_than = no_wider_than
        options.setdefault("label", gettext_lazy("Who may read this"))
        super().__init__(choices=self._choices, **options)

    def _choices(self) -> list[tuple[str, str]]:
        named = [
            (f"{int(Audience.CIRCLE)}:{pk}", _("the circle “%(name)s”") % {"name": circle})
            for pk, circle in self.circles.items()
        ]
        offered = [
            (str(int(Audience.PUBLIC)), str(Audience.PUBLIC.label)),
            (str(int(Audience.MEMBERS)), str(Audience.MEMBERS.label)),
            *named,
            (str(int(Audience.STEWARDS)), _("our own people and the network's stewards")),
        ]
        row = self.no_wider_than
        if row is None:
            return offered
        return [(c, words) for c, words in offered if c == code_of(row) or int(c.partition(":")[0]) > row.audience]

    def clean(self, value: Any) -> Choice:
        level, _colon, circle = super().clean(value).partition(":")
        return Choice(int(level), self.circles[int(circle)] if circle else None)
