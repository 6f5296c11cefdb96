"""Partial dates: what people write, what the database compares, and that both read alike."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.kit import dates

years = st.integers(1000, 2999).map(str)
points = st.one_of(
    years,
    st.integers(100, 299).map(lambda decade: f"{decade}X"),
    st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(lambda day: day.isoformat()[:7]),
    st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat),
)
marked = st.tuples(points, st.sampled_from(["", "~", "?"])).map("".join)


@settings(deadline=None)
@given(marked)
def test_a_partial_date_is_read_as_the_standard_reads_it(point):
    struct = parse_edtf(point.rstrip("~?"))

    dates.validate_date(point)

    assert dates.first_day(point) == date(*struct.lower_strict()[:3])
    assert dates.last_day(point) == date(*struct.upper_strict()[:3])


@pytest.mark.parametrize("value", ["76", "1976-13", "1976-02-31", "19XX", "hier", "1976/1977", "0000", "1976 ", "XXXX"])
def test_a_wrong_date_is_refused_with_what_to_write(value):
    with pytest.raises(ValidationError, match="Write a year"):
        dates.validate_date(value)


@pytest.mark.parametrize(
    "value", ["1976/..", "1976/", "../2011", "/2011", "2003/2011", "1998~/..", "2003-07/2003-09-01", "2003/2003"]
)
def test_a_period_is_accepted(value):
    dates.validate_period(value)


@pytest.mark.parametrize("value", ["1976", "/", "../..", "1976/avant", "1976-02-31/.."])
def test_a_wrong_period_is_refused_with_an_example(value):
    with pytest.raises(ValidationError, match="since 1976"):
        dates.validate_period(value)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValidationError, match="ends before it begins"):
        dates.validate_period("2011/2003")


@settings(deadline=None)
@given(since=st.one_of(st.just(""), marked), until=st.one_of(st.just(""), marked))
def test_a_period_gives_back_its_bounds(since, until):
    assert dates.bounds(dates.period(since, until)) == (since, until)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(
    since=st.one_of(st.just(""), marked),
    until=st.one_of(st.just(""), marked),
    day=st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
def test_the_database_and_python_agree_on_what_is_current(since, until, day):
    if since and until and dates.first_day(since) > dates.last_day(until):
        since = ""
    value = dates.period(since, until)

    with connection.cursor() as cursor:
        cursor.execute("SELECT edtf_range(%s) @> %s::date", [value, day])
        (in_database,) = cursor.fetchone()

    assert in_database == dates.is_current(value, on=day)
