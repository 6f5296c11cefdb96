"""How alike two names are, word by word."""

from collections.abc import Callable
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from maillage.exchange.duplicates.records import Name
from maillage.exchange.duplicates.spelling import is_arabic
from maillage.exchange.duplicates.words import Word

Weigh = Callable[[Word], float]
SLIP, HEARD, HEARD_NEARLY, COGNATE = 0.92, 0.95, 0.85, 0.85  # what a word is worth that is not quite the same
SHORT_WORD, LONG_WORD = 4, 9  # letters from which one slip, then two, are forgiven
LONG_SKELETON = 4
COGNATE_RATIO, COGNATE_LENGTH = 86, 6
JOINED_RATIO, JOINED_LENGTH = 95, 8
TELLING = {"own", "idea"}
FUZZY = {"own", "idea", "place", "part", "kind"}


class Likeness(NamedTuple):
    """score: 0…1. own: weight of what both say and few others do. left, right: sorts of the words without a like."""

    score: float
    own: float
    slips: int
    left: tuple[str, ...]
    right: tuple[str, ...]
    is_long: bool = False  # the one word that is spelled otherwise is long


NOTHING = Likeness(0, 0, 0, (), ())


def compare(x: Name, y: Name, weigh: Weigh, acronyms: frozenset[str] = frozenset()) -> Likeness:
    """`acronyms`: what the two may be called for short; such a word beside the whole name says nothing more."""
    ours, theirs = {word.key: word for word in x.words}, {word.key: word for word in y.words}
    both = ours.keys() & theirs.keys()
    agreed = 2 * sum(weigh(ours[key]) for key in both)
    own = sum(weigh(ours[key]) for key in both if ours[key].sort in TELLING)
    left = [word for key, word in ours.items() if key not in both]
    right = [word for key, word in theirs.items() if key not in both]
    if own:
        left, right = _but(left, acronyms), _but(right, acronyms)
    total = agreed + sum(map(weigh, left)) + sum(map(weigh, right))
    slips, is_long = int(len(ours) == len(theirs) == len(both) == 1 and _is_one_idea(ours, theirs)), False
    for near, one, other in _pairs(left, right) if left and right else ():
        left.remove(one)
        right.remove(other)
        worth = near * (weigh(one) + weigh(other))
        agreed, own, slips = agreed + worth, own + worth / 2, slips + 1
        is_long = min(len(one.bare), len(other.bare)) >= LONG_WORD
    score = min(agreed / total, 1.0) if total else 0.0
    if left and right and _same_but_for_spaces(x, y, left, right):
        return Likeness(max(score, SLIP), max(own, 1.0), slips + 1, (), (), is_long=True)
    return Likeness(score, own, slips, tuple(w.sort for w in left), tuple(w.sort for w in right), is_long)


def _but(words: list[Word], acronyms: frozenset[str]) -> list[Word]:
    return [word for word in words if word.bare not in acronyms]


def _is_one_idea(ours: dict[str, Word], theirs: dict[str, Word]) -> bool:
    """Whether two names of one word are forms of one idea: a word and its plural may be two names."""
    (one,), (other,) = ours.values(), theirs.values()
    return one.sort == "idea" and one.bare != other.bare


def _pairs(left: list[Word], right: list[Word]) -> list[tuple[float, Word, Word]]:
    """Words of both sides that are one word spelled in two ways, the closest first; each word once."""
    found = [(near, one, other) for one in left for other in right if (near := closeness(one, other))]
    found.sort(key=lambda pair: (-pair[0], *sorted((pair[1].key, pair[2].key))))
    taken: set[tuple[bool, str]] = set()
    chosen = []
    for near, one, other in found:
        if (True, one.key) not in taken and (False, other.key) not in taken:
            taken |= {(True, one.key), (False, other.key)}
            chosen.append((near, one, other))
    return chosen


def closeness(one: Word, other: Word) -> float:
    """0 when they are different words. Numbers are never nearly the same."""
    if one.sort not in FUZZY or other.sort not in FUZZY or "own" not in (one.sort, other.sort):
        return 0.0
    if is_arabic(one.bare) != is_arabic(other.bare):
        return _heard(one.skeleton, other.skeleton)
    shorter, longer = sorted((len(one.bare), len(other.bare)))
    allowed = (shorter >= SHORT_WORD) + (shorter >= LONG_WORD)
    if allowed and longer - shorter <= allowed and OSA.distance(one.bare, other.bare, score_cutoff=allowed) <= allowed:
        return SLIP
    if (
        one.sort == other.sort
        and min(len(one.key), len(other.key)) >= COGNATE_LENGTH
        and fuzz.ratio(one.key, other.key) >= COGNATE_RATIO
    ):
        return COGNATE
    return 0.0


def _heard(one: str, other: str) -> float:
    if one == other and len(one) > 1:
        return HEARD
    if min(len(one), len(other)) >= LONG_SKELETON and OSA.distance(one, other, score_cutoff=1) <= 1:
        return HEARD_NEARLY
    return 0.0


def _same_but_for_spaces(x: Name, y: Name, left: list[Word], right: list[Word]) -> bool:
    if any(word.sort == "number" for word in (*left, *right)):
        return False
    return min(len(x.joined), len(y.joined)) >= JOINED_LENGTH and fuzz.ratio(x.joined, y.joined) >= JOINED_RATIO
