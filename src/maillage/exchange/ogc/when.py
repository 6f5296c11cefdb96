"""The parameter `datetime`: a moment, or an interval open at either end (RFC 3339; requirement 24)."""

import re

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from maillage.exchange.api.problems import Refused

_OPEN = {"", ".."}
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}([Tt ].+)?$")


def checked(text: str) -> None:
    """Raise Refused unless `text` is empty or a moment or an interval in order.

    It leaves nothing out: organisations are here as they are today, and have no time of their own to compare with.
    """
    if not text:
        return
    begin, slash, end = text.partition("/")
    if not slash:
        fine = begin not in _OPEN and _is_moment(begin)
    else:
        fine = all(part in _OPEN or _is_moment(part) for part in (begin, end)) and not {begin, end} <= _OPEN
        fine = fine and (begin in _OPEN or end in _OPEN or begin <= end)
    if not fine:
        raise Refused(
            [_("The parameter datetime takes a moment such as 2026-01-31T12:00:00Z, or two with / between them.")]
        )


def _is_moment(text: str) -> bool:
    try:
        return bool(_MOMENT.match(text)) and (parse_date(text) or parse_datetime(text.upper())) is not None
    except ValueError:
        return False
