from hypothesis import given
from hypothesis import strategies as st

from maillage.kit import morton

steps = st.integers(0, morton.SIDE - 1)


@given(steps, steps)
def test_a_code_gives_back_its_place(x, y):
    assert morton.separate(morton.interleave(x, y)) == (x, y)


@given(steps, steps, st.integers(0, morton.LEVELS))
def test_the_points_of_a_tile_are_one_range(x, y, level):
    shift = morton.LEVELS - level
    first, last = morton.codes_of_tile(level, x >> shift, y >> shift)

    assert first <= morton.interleave(x, y) <= last
    assert morton.interleave(x, y) >> 2 * shift == morton.interleave(x >> shift, y >> shift)


@given(st.floats(-85, 85), st.floats(-180, 179.999))
def test_a_place_comes_back_as_near_as_a_step(latitude, longitude):
    x, y = morton.square(latitude, longitude)
    back = morton.degrees(x + 0.5, y + 0.5)

    assert abs(back[0] - latitude) < 1e-6
    assert abs(back[1] - longitude) < 1e-6


def test_the_poles_and_the_date_line_stay_inside():
    assert morton.square(90, 180) == (morton.SIDE - 1, 0)
    assert morton.square(-90, -180) == (0, morton.SIDE - 1)
