import pytest

from maillage.atlas.boxes import Box, boxes


def asked(west, south, east, north):
    return boxes({"west": str(west), "south": str(south), "east": str(east), "north": str(north)})


def test_a_plain_part_is_itself():
    assert asked(-10, 30, 10, 55) == [Box(-10, 30, 10, 55)]


def test_across_the_antimeridian_there_are_two():
    assert asked(170, -20, 190, 0) == [Box(170, -20, 180, 0), Box(-180, -20, -170, 0)]


def test_a_map_turned_several_times_is_the_same_map():
    assert asked(350, 30, 370, 55) == [Box(-10, 30, 10, 55)]
    assert asked(-400, -80, 400, 80) == [Box(-180, -80, 180, 80)]


@pytest.mark.parametrize(
    "box", [("x", 0, 1, 1), (1, 0, 0, 1), (0, 5, 1, 5), (0, -91, 1, 1), ("nan", 0, 1, 1), ("inf", 0, 1, 1)]
)
def test_what_is_no_part_of_the_earth_is_refused(box):
    with pytest.raises(ValueError, match=r"."):
        asked(*box)


def test_squares_grow_to_the_east_and_to_the_south():
    (left, right), (top, bottom) = Box(-10, 30, 10, 55).squares()

    assert left < right
    assert top < bottom
