"""Partial dates and periods in EDTF: "1976", "2003-07", "1998~", "199X", "1976/..", "../2011", "2003/2011".

The text is what people know; `during` (a generated `daterange` column, see `DURING`) is what the database compares.
Source: EDTF specification, levels 0 and 1 as far as associations need them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db.models import CharField, F, Func
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

POINT = r"(?:\d{3}X|\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)[~?%]?"
OPEN = r"(?:\.\.)?"
POINT_PATTERN = re.compile(rf"^{POINT}$")
PERIOD_PATTERN = re.compile(rf"^(?:{POINT}/(?:{POINT}|{OPEN})|{OPEN}/{POINT})$")

# The same reading in SQL: immutable, so that a generated column and an exclusion constraint can stand on it.
EDTF_SQL = r"""
CREATE FUNCTION edtf_first(point text) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT make_date(replace(substr(point, 1, 4), 'X', '0')::int,
                   coalesce(nullif(substr(rtrim(point, '~?%'), 6, 2), ''), '1')::int,
                   coalesce(nullif(substr(rtrim(point, '~?%'), 9, 2), ''), '1')::int)
$$;
CREATE FUNCTION edtf_after(point text) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (public.edtf_first(point) + CASE
    WHEN point LIKE '%X%' THEN interval '10 years'
    WHEN length(rtrim(point, '~?%')) = 4 THEN interval '1 year'
    WHEN length(rtrim(point, '~?%')) = 7 THEN interval '1 month'
    ELSE interval '1 day' END)::date
$$;
CREATE FUNCTION edtf_range(period text) RETURNS daterange LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN period = '' THEN daterange(NULL, NULL)
    WHEN period NOT LIKE '%/%' THEN daterange(public.edtf_first(period), public.edtf_after(period))
    ELSE daterange(
      CASE WHEN split_part(period, '/', 1) NOT IN ('', '..') THEN public.edtf_first(split_part(period, '/', 1)) END,
      CASE WHEN split_part(period, '/', 2) NOT IN ('', '..') THEN public.edtf_after(split_part(period, '/', 2)) END)
  END
$$;
"""
EDTF_SQL_REVERSE = "DROP FUNCTION edtf_range(text); DROP FUNCTION edtf_after(text); DROP FUNCTION edtf_first(text);"


def validate_date(value: str) -> None:
    """Raise unless `value` is one partial date."""
    if not POINT_PATTERN.match(value) or not _is_real(value):
        raise ValidationError(
            _("“%(value)s” is not a date we can keep. Write a year (1976), a month (2003-07) or a day (2003-07-14)."),
            code="partial_date",
            params={"value": value},
        )


def validate_period(value: str) -> None:
    """Raise unless `value` is a period in order: "1976/.." since 1976, "2003/2011", "/2011" until 2011."""
    start, _slash, end = value.partition("/")
    if not PERIOD_PATTERN.match(value) or not all(_is_real(part) for part in (start, end) if part not in {"", ".."}):
        raise ValidationError(
            _("“%(value)s” is not a period we can keep. Write for example 1976/.. (since 1976) or 2003/2011."),
            code="partial_period",
            params={"value": value},
        )
    if start not in {"", ".."} and end not in {"", ".."} and first_day(start) > last_day(end):
        raise ValidationError(_("This period ends before it begins."), code="period_order")


def _is_real(point: str) -> bool:
    """Whether the calendar knows this day (no 31 February)."""
    try:
        parse_edtf(point)
        first_day(point)
    except (EDTFParseException, ValueError):
        return False
    return int(point[:3]) > 0


def first_day(point: str) -> date:
    """The first day that `point` may mean."""
    bare = point.rstrip("~?%").replace("X", "0")
    year, month, day = (*map(int, bare.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(point: str) -> date:
    """The last day that `point` may mean."""
    struct = parse_edtf(point.rstrip("~?%")).upper_strict()
    return date(struct.tm_year, struct.tm_mon, struct.tm_mday)


def period(since: str = "", until: str = "") -> str:
    """The EDTF period of two partial dates, either of them empty: ("1976", "") → "1976/..", ("", "") → ""."""
    if not since and not until:
        return ""
    return f"{since}/{until or '..'}"


def bounds(value: str) -> tuple[str, str]:
    """The two partial dates of an EDTF period, empty where open or unknown: the inverse of `period`."""
    since, _slash, until = value.partition("/")
    return since.replace("..", ""), until.replace("..", "")


def is_current(value: str, *, on: date | None = None) -> bool:
    """Whether the period may cover the day `on` (today when not given)."""
    day = on or timezone.localdate()
    since, until = bounds(value)
    return (not since or first_day(since) <= day) and (not until or last_day(until) >= day)


def partial_date_field(verbose_name: Words, help_text: Words = "") -> CharField[str, str]:
    return CharField(verbose_name, max_length=12, blank=True, validators=[validate_date], help_text=help_text)


def period_field() -> CharField[str, str]:
    return CharField(
        _("period"),
        max_length=26,
        blank=True,
        validators=[validate_period],
        help_text=_("1976/.. means since 1976; 2003/2011 from 2003 to 2011."),
    )


DURING = Func(F("period"), function="edtf_range", output_field=DateRangeField())
