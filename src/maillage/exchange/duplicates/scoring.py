"""How alike two records are, why, and whether that is sure. Symmetric: the order of the two changes nothing."""

from typing import NamedTuple

from maillage.exchange.duplicates.likeness import NOTHING, Likeness, Weigh, compare
from maillage.exchange.duplicates.reasons import Reason
from maillage.exchange.duplicates.records import Prepared, labels_of
from maillage.exchange.duplicates.words import Word

SURE, POSSIBLE, HALF = 0.85, 0.7, 0.55
WEIGHTS = {"kind": 0.3, "part": 0.6, "idea": 0.75, "place": 0.6, "number": 1.0, "year": 0.2, "own": 1.0}
TELLING = {"own", "idea", "place", "part", "number"}
DOUBT, BY_ACRONYM = 0.8, 0.88
PLAINLY = 0.9  # alike enough to say that two names say the same
LONGEST_ACRONYM = 6
FEWEST_LETTERS = 3  # of an acronym that says something by itself


class Verdict(NamedTuple):
    score: float
    reasons: tuple[Reason, ...]

    @property
    def word(self) -> str:
        return "sure" if self.score >= SURE else "possible"


def plain_weight(word: Word) -> float:
    return WEIGHTS[word.sort]


def score(a: Prepared, b: Prepared, weigh: Weigh = plain_weight) -> Verdict:
    if a.identifiers & b.identifiers:
        return Verdict(0.99, (Reason.NUMBER,))
    acronyms = a.short | b.short
    best = max((compare(x, y, weigh, acronyms) for x in a.names for y in b.names), default=NOTHING, key=_rank)
    value, reasons = _by_name(best)
    value, more = _by_short(a, b, best, value)
    reasons += more
    value, more = _by_site(a, b, best, value)
    reasons += more
    value, more = _by_place(a, b, best, value)
    return Verdict(round(value, 4), (*reasons, *more))


def _rank(likeness: Likeness) -> tuple[float, float, tuple[tuple[str, ...], ...]]:
    return likeness.score, likeness.own, tuple(sorted((likeness.left, likeness.right)))


def _by_name(best: Likeness) -> tuple[float, list[Reason]]:
    value = best.score
    if not value:
        return 0.0, []
    left, right = TELLING.intersection(best.left), TELLING.intersection(best.right)
    if not left and not right:
        reasons = [Reason.SAME_NAME if best.score > PLAINLY and not best.slips else Reason.CLOSE_NAME]
        if best.left and best.right:
            value, reasons = value * 0.85, [*reasons, Reason.OTHER_KIND]
    elif left and right:
        value, reasons = min(value * 0.9, 0.75), [Reason.SHARED_WORDS, Reason.OTHER_WORDS]
    else:
        value, reasons = min(value, 0.78), [Reason.SHARED_WORDS, Reason.MORE_WORDS]
    if best.slips:
        reasons.append(Reason.SLIP)
        if best.own <= 1.0 and not best.is_long:  # one word only, and not quite the same: Caldine is not Maldine
            value = min(value, 0.8)
    if "number" in left and "number" in right:
        value, reasons = min(value, 0.5), [*reasons, Reason.OTHER_NUMBER]
    elif "place" in left and "place" in right:
        value, reasons = min(value, 0.5), [*reasons, Reason.OTHER_PLACE]
    return value, reasons


def _by_short(a: Prepared, b: Prepared, best: Likeness, value: float) -> tuple[float, list[Reason]]:
    """What acronyms say: the only name of one, a sign beside other names, or a doubt when both have their own."""
    shared = {letters for letters in a.short & b.short if len(letters) >= FEWEST_LETTERS}
    crossed = {
        letters for letters in (a.short & _initials(b)) | (b.short & _initials(a)) if len(letters) >= FEWEST_LETTERS
    }
    if not shared and not crossed:
        if a.short & b.short and a.country == b.country != "":  # two letters: worth a look
            return max(value, 0.5), [Reason.ACRONYM]
        if a.short and b.short and a.names and b.names and not a.short & b.short and _are_letters(a, b):
            return min(value, DOUBT), [Reason.OTHER_ACRONYM] if value else []
        return value, []
    reason = Reason.ACRONYM if shared else Reason.INITIALS
    if _is_only_short(a) or _is_only_short(b):
        known = a.country == b.country != "" or bool(a.domains & b.domains) or bool(a.town and a.town == b.town)
        return max(value, BY_ACRONYM if known and not (_is_only_short(a) and _is_only_short(b)) else POSSIBLE), [reason]
    if value < HALF:
        return max(value, 0.4), [reason]
    lifted = 1 - (1 - value) * 0.6
    return (min(lifted, DOUBT) if Reason.OTHER_WORDS in _by_name(best)[1] else lifted), [reason]


def _by_site(a: Prepared, b: Prepared, best: Likeness, value: float) -> tuple[float, list[Reason]]:
    if a.domains & b.domains:
        return 1 - (1 - value) * 0.35, [Reason.SITE]
    if (a.domains or b.domains) and (_is_named_after(a, b) or _is_named_after(b, a)):
        return 1 - (1 - max(value, HALF)) * 0.5, [Reason.SITE_NAME]
    return value, []


def _by_place(a: Prepared, b: Prepared, best: Likeness, value: float) -> tuple[float, list[Reason]]:
    """Countries and towns; and the bounds that no other sign lifts: a movement's sections stay apart."""
    reasons: list[Reason] = []
    words = _by_name(best)[1]
    if Reason.OTHER_NUMBER in words or Reason.OTHER_PLACE in words:
        value = min(value, 0.6)
    if a.country and b.country and a.country != b.country:
        return min(value, 0.75 if a.domains & b.domains else 0.65), [Reason.OTHER_COUNTRY]
    if a.town and b.town:
        if set(a.town) & set(b.town):
            return 1 - (1 - value) * 0.9 if value >= HALF else value, [Reason.TOWN]
        reasons = [Reason.OTHER_TOWN]
        if best.own <= 1.0 and not a.domains & b.domains:  # one word borne by many
            value = min(value, DOUBT)
    return value, reasons


def _is_named_after(one: Prepared, other: Prepared) -> bool:
    """Whether the site of one is called like the other and not like itself."""
    called = {*(name.joined for name in one.names), *one.short}
    others = {*(name.joined for name in other.names), *other.short}
    return any(label in others and label not in called for label in labels_of(one.domains))


def _initials(record: Prepared) -> set[str]:
    return {letters for name in record.names for letters in name.initials}


def _is_only_short(record: Prepared) -> bool:
    return all(name.joined in record.short for name in record.names)


def _are_letters(a: Prepared, b: Prepared) -> bool:
    """Whether both have short forms that are acronyms, and neither continues the other."""
    return all(
        len(x) <= LONGEST_ACRONYM and len(y) <= LONGEST_ACRONYM and not x.startswith(y) and not y.startswith(x)
        for x in a.short
        for y in b.short
    )
