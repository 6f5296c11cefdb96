"""What is said of a whole and its parts: no small number can be read in it or worked out from it."""

from hypothesis import given
from hypothesis import strategies as st

from maillage.network.queries.withholding import withheld

ROOT = ()
Cell = tuple[int, ...]  # the way down to a cell: (), (0,), (0, 2)
leaves = st.one_of(st.just(0), st.integers(1, 5), st.integers(1, 40))
trees = st.recursive(leaves, lambda below: st.tuples(leaves, st.lists(below, max_size=4)), max_leaves=25)
thresholds = st.integers(2, 10)


def numbers_of(tree, at: Cell = ROOT) -> dict[Cell, int]:
    """Cell → organisations in it: its own and those of the cells inside; cells nobody is in are not counted."""
    own, inside = tree if isinstance(tree, tuple) else (tree, [])
    counted, total = {}, own
    for step, below in enumerate(inside):
        found = numbers_of(below, (*at, step))
        counted |= found
        total += found.get((*at, step), 0)
    return counted | ({at: total} if total else {})


def rests(said: dict[Cell, int]) -> dict[Cell, int]:
    """Cell → what it counts outside of what is said inside it: every number a reader works out is a sum of these."""
    found = {}
    for cell, number in said.items():
        inside = [c for c in said if len(c) > len(cell) and c[: len(cell)] == cell]
        outermost = [c for c in inside if not any(c != o and c[: len(o)] == o for o in inside)]
        found[cell] = number - sum(said[c] for c in outermost)
    return found


@given(trees, thresholds)
def test_nothing_small_is_said_or_left_when_what_is_said_is_subtracted(tree, least):
    numbers = numbers_of(tree)
    total = numbers.pop(ROOT, 0)
    around = {cell: cell[:-1] for cell in numbers}
    hidden = withheld(numbers, least, around=around, total=total)
    said = {cell: number for cell, number in numbers.items() if cell not in hidden}

    assert all(number >= least for number in said.values())
    assert all(left == 0 or left >= least or left == total for left in rests(said | {ROOT: total}).values())


@given(st.lists(st.integers(1, 30), min_size=1, max_size=8), thresholds)
def test_withheld_siblings_hold_enough_together(family, least):
    numbers = {"whole": sum(family), **{str(at): number for at, number in enumerate(family)}}
    hidden = withheld(numbers, least, around={str(at): "whole" for at in range(len(family))})
    unsaid = sum(number for at, number in enumerate(family) if str(at) in hidden)

    assert unsaid == 0 or unsaid >= least or len(hidden - {"whole"}) == len(family)


members = st.lists(st.frozensets(st.sampled_from("abcd"), min_size=1), min_size=1, max_size=30)


@given(members, thresholds)
def test_where_organisations_are_in_several_parts_no_part_and_no_rest_is_small(whereabouts, least):
    numbers = {part: sum(part in one for one in whereabouts) for part in "abcd"}
    numbers = {"whole": len(whereabouts), **{part: number for part, number in numbers.items() if number}}
    hidden = withheld(numbers, least, around=dict.fromkeys("abcd", "whole"))
    said = {value: number for value, number in numbers.items() if value not in hidden}

    assert all(number >= least for number in said.values())
    if "whole" in said:
        assert all(not 0 < said["whole"] - number < least for number in said.values())
        assert not 0 < said["whole"] - sum(said[part] for part in said if part != "whole") < least


@given(trees)
def test_stewards_get_every_number(tree):
    numbers = numbers_of(tree)
    assert withheld(numbers, 1, around={cell: cell[:-1] for cell in numbers if cell}) == set()


def test_the_smallest_other_is_withheld_with_a_small_one_and_what_lies_inside_it_too():
    numbers = {"africa": 13, "mali": 5, "togo": 4, "chad": 2, "europe": 10, "france": 10, "oceania": 2}
    around = {"mali": "africa", "togo": "africa", "chad": "africa", "france": "europe"}

    assert withheld(numbers, 3, around=around) == {"chad", "togo", "oceania"}
    assert withheld(numbers, 3, around=around, total=25) == {"chad", "togo", "oceania", "europe", "france"}


def test_enough_left_unsaid_withholds_nothing_more():
    assert withheld({"africa": 13, "europe": 10, "asia": 2, "oceania": 1}, 3, total=26) == {"asia", "oceania"}
    assert withheld({"french": 9, "arabic": 8, "wolof": 1}, 3, total=10) == {"wolof"}
