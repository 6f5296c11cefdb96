"""How far a network reaches: for each measure an interval with the reasoning that leads to it, never one sum of all.

The lower bound is the most that is certain. An upper bound is given only when a source gives one, or when every member
gives a figure and the network says that we know all its members; it is then "at most", because one person may belong to
several members. Measures of different things (members, local groups, volunteers) are never added to one another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.network.enums import Measure, Qualifier
from maillage.network.models import Claim, Organisation, Tie
from maillage.network.phrases import MEASURED, figure_words, interval_words, number_words
from maillage.network.queries.networks.graph import current_memberships, ids, standing_ties
from maillage.network.readers import Reader

OWN = (Measure.MEMBERS, Measure.PARTNERS, Measure.LOCAL_GROUPS, Measure.VOLUNTEERS, Measure.INDIVIDUAL_MEMBERS)
THROUGH_MEMBERS = (Measure.LOCAL_GROUPS, Measure.VOLUNTEERS, Measure.INDIVIDUAL_MEMBERS)
TENTH = 10
HUNDREDS = (200, 999)


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`; None where nothing bounds it."""

    low: int | None = None
    high: int | None = None

    def and_also(self, other: "Interval") -> "Interval":
        """Both hold."""
        lows = [n for n in (self.low, other.low) if n is not None]
        highs = [n for n in (self.high, other.high) if n is not None]
        return Interval(max(lows, default=None), min(highs, default=None))

    @property
    def is_possible(self) -> bool:
        return self.low is None or self.high is None or self.low <= self.high


def either(one: Interval, other: Interval) -> Interval:
    """Either may hold."""
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Interval(low, high)


@dataclass
class Reach:
    """One measure: what we may say, and the steps that lead there. `scope` is what the figures are said of."""

    title: str
    scope: object = ""
    interval: Interval = field(default_factory=Interval)
    steps: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return interval_words(self.interval.low, self.interval.high)

    def learn(self, interval: Interval, step: str) -> None:
        """Narrow what is known, and say why; when the figures contradict each other, keep the widest and say so."""
        self.steps.append(step)
        together = self.interval.and_also(interval)
        if together.is_possible:
            self.interval = together
            return
        self.interval = either(self.interval, interval)
        self.steps.append(_("These figures contradict each other; we keep both and say the widest interval."))

    def count(self, known: int, step: str) -> None:
        """What is counted here is certain: where fewer are claimed, the claim gives way."""
        self.steps.append(step)
        if self.interval.high is not None and known > self.interval.high:
            self.interval = Interval(known)
            self.steps.append(_("That is more than is said: the figure is older, or counts something else."))
        else:
            self.interval = self.interval.and_also(Interval(known))


def interval_of(claim: Claim) -> Interval:
    """What a claimed figure bounds. “About” is read as within a tenth, “nearly” as at most a tenth less."""
    value = claim.value
    if value is None:
        return Interval(*HUNDREDS)
    tenth = value // TENTH
    return {
        Qualifier.EXACT: Interval(value, value),
        Qualifier.ABOUT: Interval(value - tenth, value + tenth),
        Qualifier.NEARLY: Interval(value - tenth, max(value - 1, 0)),
        Qualifier.MORE_THAN: Interval(value + 1, None),
        Qualifier.SEVERAL_HUNDRED: Interval(max(value, HUNDREDS[0]), HUNDREDS[1]),
    }[Qualifier(claim.qualifier)]


def reaches(network: Organisation, reader: Reader) -> list[Reach]:
    """What may be said of each measure, those nothing is known of left out. Six queries at most."""
    seen = _Seen(network, reader)
    own = [reach for measure in OWN for reach in _of_measure(measure, seen)]
    return [reach for reach in (*own[:1], _organisations(seen), *own[1:]) if reach and reach.steps]


class _Seen:
    """What the reader may know of a network's members and figures."""

    def __init__(self, network: Organisation, reader: Reader) -> None:
        self.network, self.reader = network, reader
        self.least = 1 if reader.is_steward else settings.COUNT_THRESHOLD
        self.memberships: QuerySet[Tie] = current_memberships(reader).filter(b=network).order_by()
        self.members = set(self.memberships.values_list("a_id", flat=True))
        claims = Claim.objects.visible_to(reader).select_related("source").order_by("measure", "pk")
        self.own = list(claims.filter(organisation=network))
        of_members = claims.filter(organisation__in=self.memberships.values("a_id"), measure__in=THROUGH_MEMBERS)
        self.of_members = list(of_members.select_related("organisation").order_by("organisation_id", "pk"))

    def known(self, count: int) -> int | None:
        return count if count >= self.least else None


def _of_measure(measure: Measure, seen: _Seen) -> list[Reach]:
    """One reach for each thing that figures of this measure are said of."""
    claims = sorted((claim for claim in seen.own if claim.measure == measure), key=lambda claim: str(claim.scope))
    found = []
    for _scope, rows in groupby(claims, key=lambda claim: str(claim.scope)):
        said = list(rows)
        reach = Reach(str(MEASURED[measure]), said[0].scope)
        for claim in said:
            reach.learn(interval_of(claim), _claim_step(claim))
        found.append(reach)
    found = found or [Reach(str(MEASURED[measure]))]
    if measure == Measure.MEMBERS and (known := seen.known(len(seen.members))):
        found[0].count(known, _known_step(known))
    if measure in THROUGH_MEMBERS:
        _through_members(found[0], measure, seen)
    return found


def _claim_step(claim: Claim) -> str:
    words = {"figure": figure_words(claim.qualifier, claim.value), "source": claim.source.title}
    step = _("It is said: %(figure)s (source: %(source)s).") % words
    read = {
        Qualifier.ABOUT: _("We read “about” as within a tenth, either way."),
        Qualifier.NEARLY: _("We read “nearly” as at most a tenth less."),
        Qualifier.MORE_THAN: _("That bounds it from below only."),
        Qualifier.SEVERAL_HUNDRED: _("We read “several hundred” as 200 to 999."),
    }.get(Qualifier(claim.qualifier))
    return f"{step} {read}" if read else step


def _known_step(known: int) -> str:
    return ngettext(
        "This directory knows %(number)s of them by name, and you may see it.",
        "This directory knows %(number)s of them by name that you may see, each counted once.",
        known,
    ) % {"number": number_words(known)}


# ── through members ─────────────────────────────────────────────────────────


def _organisations(seen: _Seen) -> Reach | None:
    """Members, and the members of members: organisations that can be counted once each, because each has a name."""
    pairs = current_memberships(seen.reader).order_by().values_list("a_id", "b_id")
    beyond = {a for a, b in pairs if b in seen.members} - {
        seen.network.pk
    }  # read whole: half of it is asked for anyway
    first, second = seen.known(len(seen.members)), seen.known(len(beyond))
    if first is None or second is None:
        return None
    reach = Reach(_("organisations, with the members of its members"))
    reach.steps = [
        _known_step(first),
        ngettext(
            "%(number)s organisation is a member of one of these.",
            "%(number)s organisations are members of at least one of these, each counted once.",
            second,
        ) % {"number": number_words(second)},
    ]  # fmt: skip
    both = _told_in_both(len(seen.members & beyond), first, second, seen)
    if both:
        reach.steps.append(
            ngettext(
                "%(number)s is in both; it is counted once.", "%(number)s are in both; they are counted once.", both
            ) % {"number": number_words(both)}
        )  # fmt: skip
    reach.interval = Interval(max(first, second) if both is None else first + second - both)
    reach.steps.append(_("There may be others that this directory does not know; nothing bounds it from above."))
    return reach


def _told_in_both(both: int, first: int, second: int, seen: _Seen) -> int | None:
    """How many are in both; None where that, or what it leaves of either, is so small that it is not said.

    What is certain is then the larger of the two: their sum without those in both would tell how many these are.
    """
    parts = (both, first - both, second - both)
    return both if all(part == 0 or seen.known(part) for part in parts) else None


def _through_members(reach: Reach, measure: Measure, seen: _Seen) -> None:
    """What the members' own figures add to `reach`: at least the largest; their sum only as “at most”, if ever."""
    told = _told_by_members(measure, seen)
    lows = {organisation: interval.low for organisation, interval in told.items() if interval.low}
    if not lows:
        return
    if measure == Measure.LOCAL_GROUPS and len(lows) > 1 and not _tied_among(lows, seen):
        total = sum(lows.values())
        step = _(
            "Its members name %(number)s at least. A local group belongs to one organisation, and these are not tied to "
            "one another: here, and here only, figures may be added."
        )
        reach.learn(Interval(total), step % {"number": number_words(total)})
        return
    largest = max(lows, key=lambda organisation: (lows[organisation], -organisation.pk))
    step = _(
        "Its member %(name)s alone has at least %(number)s. Others may count the same ones, so we take the largest and "
        "add nothing."
    )
    reach.learn(Interval(lows[largest]), step % {"name": largest, "number": number_words(lows[largest])})
    if len(told) == len(seen.members) and _knows_all_members(seen) and all(i.high for i in told.values()):
        most = sum(interval.high or 0 for interval in told.values())
        step = _("All its members are known and each gives a figure: together at most %(number)s, less what overlaps.")
        reach.learn(Interval(None, most), step % {"number": number_words(most)})


def _told_by_members(measure: Measure, seen: _Seen) -> dict[Organisation, Interval]:
    """Member → what its own figures of this measure bound; figures of different things are not put together."""
    told: dict[Organisation, Interval] = {}
    for claim in seen.of_members:
        if claim.measure == measure:
            interval = interval_of(claim)
            before = told.get(claim.organisation)
            told[claim.organisation] = either(before, interval) if before else interval
    return told


def _tied_among(organisations: Iterable[Organisation], seen: _Seen) -> bool:
    """Whether any two of these are tied: their local groups might then be the same."""
    them = ids({organisation.pk for organisation in organisations})
    return standing_ties(seen.reader).filter(Q(a__in=them) & Q(b__in=them)).exists()


def _knows_all_members(seen: _Seen) -> bool:
    """Whether the network gives an exact number of members, and that many are known."""
    return any(
        claim.measure == Measure.MEMBERS and claim.qualifier == Qualifier.EXACT and claim.value == len(seen.members)
        for claim in seen.own
    )
