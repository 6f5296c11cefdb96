"""Footnotes while a page is drawn: each call leads to its note, each note back to every place that called it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _


@dataclass
class Notes:
    """`rows`: the footnotes of an article in their order. `called` fills while its blocks are drawn, so notes come last."""

    rows: Sequence[Any]
    called: Counter[int] = field(default_factory=Counter)

    def call(self, number: int) -> str:
        """The link to note `number`; an empty text when there is none, and what was written stays."""
        if not 1 <= number <= len(self.rows):
            return ""
        self.called[number] += 1
        return format_html(
            '<sup class="note-call"><a id="{}" href="#note-{}" role="doc-noteref" aria-label="{}">{}</a></sup>',
            _call_id(number, self.called[number]),
            number,
            _("Note %(number)d") % {"number": number},
            number,
        )

    def __iter__(self) -> Any:
        """Each note, its number, and the ids of its calls."""
        for number, row in enumerate(self.rows, 1):
            yield row, number, [_call_id(number, time + 1) for time in range(self.called[number])]

    def __bool__(self) -> bool:
        return bool(self.rows)


def _call_id(number: int, time: int) -> str:
    return f"call-{number}" if time == 1 else f"call-{number}-{time}"
