"""What a period leaves open, and how it is drawn."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.kit.spans import Held, span_of
from maillage.kit.timeline import Axis, steps

TODAY = date(2026, 11, 23)
POINTS = st.one_of(
    st.integers(1900, 2020).map(str),
    st.integers(190, 201).map(lambda n: f"{n}X"),
    st.integers(1900, 2020).map(lambda n: f"{n}~"),
)
PERIODS = st.one_of(
    st.just(""), POINTS.map(lambda p: f"{p}/.."), POINTS.map(lambda p: f"{p}/"), POINTS.map(lambda p: f"../{p}"),
    POINTS.map(lambda p: f"{p}/{p}"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("period", "year", "held"),
    [
        ("1976/..", 1975, Held.NO),
        ("1976/..", 1976, Held.YES),
        ("1976/..", 2026, Held.YES),
        ("1976/", 1976, Held.YES),
        ("1976/", 2000, Held.PERHAPS),
        ("2003/2011", 2002, Held.NO),
        ("2003/2011", 2007, Held.YES),
        ("2003/2011", 2012, Held.NO),
        ("../2011", 1990, Held.PERHAPS),
        ("../2011", 2011, Held.YES),
        ("../2011", 2012, Held.NO),
        ("/2011", 1990, Held.PERHAPS),
        ("199X/..", 1995, Held.PERHAPS),
        ("199X/..", 2000, Held.YES),
        ("1998~/..", 1997, Held.PERHAPS),
        ("1998~/..", 1994, Held.NO),
        ("2016/2016", 2016, Held.YES),
        ("2016/2016", 2017, Held.NO),
        ("", 1990, Held.PERHAPS),
        ("", 2026, Held.YES),
    ],
)
def test_a_period_held_in_a_year_for_certain_perhaps_or_not(period, year, held):
    assert span_of(period, TODAY).held_in_year(year) is held


@settings(deadline=None)  # a first reading of EDTF is slow on a busy machine
@given(period=PERIODS, year=st.integers(1890, 2026))
def test_what_is_certain_is_possible_and_in_order(period, year):
    span = span_of(period, TODAY)

    assert span.begun[0] <= span.begun[1]
    assert span.ended[0] <= span.ended[1]
    assert span.begun[0] <= span.ended[1]
    assert span.held_in_year(year) in set(Held)


@settings(deadline=None)  # a first reading of EDTF is slow on a busy machine
@given(role=PERIODS, tie=PERIODS, year=st.integers(1890, 2026))
def test_a_role_is_never_held_where_its_tie_cannot_have_been(role, tie, year):
    outer = span_of(tie, TODAY)
    if outer.held_in_year(year) is Held.NO and outer.begun[0] <= span_of(role, TODAY).ended[1]:
        assert span_of(role, TODAY).within(outer).held_in_year(year) is not Held.YES


def test_a_role_without_dates_in_a_tie_that_is_over_is_only_perhaps():
    span = span_of("", TODAY).within(span_of("1990/2000", TODAY))

    assert span.held_in_year(1995) is Held.PERHAPS
    assert span.held_in_year(2010) is Held.NO


@settings(deadline=None)  # a first reading of EDTF is slow on a busy machine
@given(period=PERIODS, mirrored=st.booleans())
def test_every_piece_stays_on_the_axis(period, mirrored):
    pieces = Axis(1950, 2026, mirrored=mirrored).bar(span_of(period, TODAY))

    for piece in pieces:
        x, width = float(piece.x[:-1]), float(piece.width[:-1])
        assert -0.01 <= x <= 100
        assert 0 < width <= 100.01
        assert x + width <= 100.02


@pytest.mark.parametrize(
    ("period", "kinds"),
    [
        ("1976/..", ["coming", "sure"]),
        ("2003/2011", ["coming", "sure", "going"]),
        ("../2011", ["coming", "sure"]),
        ("1976/", ["sure", "going"]),
        ("", ["coming", "sure"]),
        ("199X/..", ["coming", "sure"]),
        ("2016/2016", ["perhaps"]),
    ],
)
def test_what_is_not_known_fades(period, kinds):
    assert [piece.kind for piece in Axis(1960, 2026).bar(span_of(period, TODAY))] == kinds


def test_time_runs_the_way_one_reads():
    start = Axis(2000, 2009).ticks[0]
    mirrored = Axis(2000, 2009, mirrored=True).ticks[0]

    assert (start, mirrored) == (("2000", "0.00%"), ("2000", "100.00%"))
    assert steps([1, 2], 2) == "M0 100V50.0H1V0.0H2V100Z"
    assert steps([1, 2], 2, mirrored=True) == "M0 100V0.0H1V50.0H2V100Z"
