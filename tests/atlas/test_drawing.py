"""From counts to a drawing; the world it draws on, and how contested territories are decided."""

import re
from math import hypot

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from maillage.atlas.drawing import MAY_OVERLAP, STEPS, Country, draw, step_of
from maillage.atlas.enums import Drawn
from maillage.atlas.policy import policy, read
from maillage.atlas.world import world

PLACES = {
    "FR": (46.6, 2.5),
    "ML": (17.3, -3.5),
    "EH": (24.2, -12.2),
    "PS": (31.9, 35.2),
    "BR": (-10, -53),
    "DE": (51, 10),
}


def country(code, count):
    latitude, longitude = PLACES.get(code, (0, 0))
    return Country(code, f"Land {code}", count, latitude, longitude, f"/?territory={code}")


def drawn(*countries, threshold=3):
    return draw(world(), policy(), countries, threshold=threshold)


def test_the_world_is_whole():
    shapes = world().shapes

    assert len(shapes) > 170
    assert {"FR", "GF", "PS", "EH", "XK", "TW", "somaliland", "crimea", "north-cyprus", "golan"} <= set(shapes)
    assert "AQ" not in shapes
    assert all(re.fullmatch(r"(M-?\d+[ -]\d+l[-\d ]+z)+", path) for path in shapes.values())


def test_no_shape_crosses_the_sheet():
    """A polygon that was not cut at the antimeridian draws a stripe from one edge to the other."""
    for code, path in world().shapes.items():
        for step in re.findall(r"l([-\d ]+)z", path):
            numbers = [int(number) for number in re.findall(r"-?\d+", step)]
            assert max((abs(x) for x in numbers[::2]), default=0) < world().width / 4, code


@pytest.mark.parametrize("code", ["FR", "BR", "ML", "EH"])
def test_points_fall_inside_the_shapes(code):
    x, y = world().place(*PLACES[code])
    numbers = re.match(r"M(-?\d+)[ ]?(-?\d+)", max(re.findall(r"M[^M]+", world().shapes[code]), key=len))

    assert numbers
    assert hypot(x - int(numbers[1]), y - int(numbers[2])) < 260


def test_western_sahara_reaches_the_sea_and_its_border():
    """27° 40′ N in the north, the Atlantic in the west: not the wall that Natural Earth draws."""
    sahara = world().shapes["EH"]
    start = [int(number) for number in re.findall(r"-?\d+", sahara)[:2]]
    xs, ys = [start[0]], [start[1]]
    for dx, dy in re.findall(r"(-?\d+)[ ]?(-?\d+)", sahara.split("l", 1)[1]):
        xs.append(xs[-1] + int(dx))
        ys.append(ys[-1] + int(dy))

    assert abs(min(xs) - world().place(20.9, -17.1)[0]) < 12
    assert abs(min(ys) - world().place(27 + 2 / 3, -10)[1]) < 8


def test_what_is_not_told_is_drawn_like_empty_land():
    silent, empty = drawn(country("FR", 8), country("ML", None)), drawn(country("FR", 8))

    assert (silent.land, silent.shapes, silent.wide) == (empty.land, empty.shapes, empty.wide)


def test_shades_follow_counts():
    made = drawn(country("FR", 41), country("BR", 9), country("ML", 3))
    steps = {shape.country.code: shape.step for shape in made.shapes if shape.country}

    assert steps["ML"] < steps["BR"] < steps["FR"] <= STEPS
    assert [mark.country.code for mark in made.wide] == ["FR", "BR", "ML"]


@given(st.lists(st.integers(3, 200_000), min_size=1, max_size=80), st.integers(2, 3))
def test_every_count_has_one_step_of_the_key(counts, threshold):
    codes = [code for code in world().shapes if code][: len(counts)]
    made = drawn(
        *(Country(code, code, count, None, None, "") for code, count in zip(codes, counts, strict=False)),
        threshold=threshold,
    )

    assert 1 <= len(made.key) <= STEPS
    assert made.key[0].least == threshold
    for count in counts:
        step = made.key[step_of(made.key, count) - 1]
        assert step.least <= count <= (step.most or count)


@given(st.dictionaries(st.sampled_from(sorted(PLACES)), st.integers(3, 5000), min_size=2))
def test_discs_do_not_cover_one_another(counts):
    for marks in (made := drawn(*(country(code, count) for code, count in counts.items()))).wide, made.narrow:
        for at, one in enumerate(marks):
            for other in marks[at + 1 :]:
                assert hypot(one.x - other.x, one.y - other.y) >= MAY_OVERLAP * (one.radius + other.radius) - 2


def test_palestine_and_western_sahara_are_countries_among_countries():
    made = drawn(country("PS", 5), country("EH", 4))
    own = {shape.country.code: shape for shape in made.shapes if shape.country}

    assert set(own) == {"PS", "EH"}
    assert not any(shape.is_hatched for shape in own.values())


def test_the_golan_is_drawn_with_syria_unless_the_instance_says_otherwise():
    shapes = {
        shape.country.code if shape.country else "": shape for shape in drawn(country("SY", 3), country("IL", 3)).shapes
    }

    assert shapes["SY"].path == world().joined["SY+golan"]
    assert shapes["IL"].path == world().shapes["IL"]
    assert "IL+golan" in world().joined


def test_crimea_is_drawn_with_ukraine_and_has_no_shape_of_its_own():
    made = drawn(country("UA", 4))

    (ukraine,) = [shape for shape in made.shapes if shape.country]
    assert ukraine.path == world().joined["UA+crimea"]


def test_an_instance_decides_otherwise(tmp_path, settings):
    file = tmp_path / "policy.toml"
    file.write_text('[EH]\ndrawn = "joined"\nwith = "MA"\n[XK]\ndrawn = "hatched"\nname = {fr = "Kosovë"}\n')
    settings.ATLAS_POLICY = str(file)
    rules = policy()

    assert (rules["EH"].drawn, rules["EH"].host) == (Drawn.JOINED, "MA")
    assert rules["PS"].drawn == Drawn.OWN
    with override("fr"):
        assert rules["XK"].name == "Kosovë"
    made = drawn(country("MA", 4), country("XK", 3))
    shapes = {shape.country.code: shape for shape in made.shapes if shape.country}
    assert shapes["MA"].path == world().joined["MA+EH"]
    assert shapes["XK"].is_hatched


@pytest.mark.parametrize(
    "text", ['[EH]\ndrawn = "gone"', '[EH]\ndrawn = "joined"', '[EH]\nwith = "MA"', "EH = 3", "[EH"]
)
def test_a_policy_that_says_nothing_clear_is_refused(tmp_path, text):
    file = tmp_path / "policy.toml"
    file.write_text(text)

    with pytest.raises(ImproperlyConfigured, match="MAILLAGE_ATLAS_POLICY"):
        read(str(file))
