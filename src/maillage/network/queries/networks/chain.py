"""How two organisations are linked: the shortest chains of ties that the reader may see.

A search from both ends at once, one layer at a time: each step asks the database for the ties of the smaller frontier,
after asking whether a single tie joins the two frontiers. The gate stands in every query, so that what is hidden is not
there to be walked through.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from django.db.models import Prefetch, Q

from maillage.kit import dates
from maillage.kit.date_words import period_words
from maillage.network import phrases
from maillage.network.enums import TieRoleKind
from maillage.network.models import Organisation, Tie, TieRole
from maillage.network.queries.networks.graph import ids, standing_ties
from maillage.network.queries.ties import Entry, entries_of
from maillage.network.readers import Reader

LONGEST = 6  # ties; beyond that, "linked" says nothing
MOST = 5  # chains of one length that are told
FEW = 2_000  # organisations in a layer, up to which asking for ties between two layers is quicker than following one
WIDEST = 60_000  # organisations in one layer: where everything is near everything, we stop rather than make others wait


@dataclass
class Side:
    """One end of the search: each organisation reached → those it was reached from, and the last layer."""

    parents: dict[int, list[int]]
    frontier: set[int]
    depth: int = 0

    @classmethod
    def of(cls, start: int) -> "Side":
        return cls({start: []}, {start})

    def advance(self, pairs: Collection[tuple[int, int]]) -> None:
        """Take the next layer from (reached, its neighbour) pairs."""
        layer: dict[int, list[int]] = {}
        for known, new in pairs:
            if new not in self.parents:
                layer.setdefault(new, []).append(known)
        self.parents |= layer
        self.frontier, self.depth = set(layer), self.depth + 1

    def ways_to(self, node: int) -> Iterator[tuple[int, ...]]:
        """Every shortest way from the start to `node`, in the order of ids."""
        parents = self.parents[node]
        if not parents:
            yield (node,)
        for parent in sorted(set(parents)):
            for way in self.ways_to(parent):
                yield (*way, node)


def shortest(reader: Reader, start: int, goal: int, *, today: bool = False) -> list[tuple[int, ...]]:
    """Ids along the shortest chains, at most `MOST` + 1 of them; none when there is no chain of `LONGEST` ties."""
    near, far = Side.of(start), Side.of(goal)
    while near.frontier and far.frontier and near.depth + far.depth < LONGEST:
        side = min(near, far, key=lambda side: len(side.frontier))
        is_few = max(len(near.frontier), len(far.frontier)) <= FEW
        if is_few and (joints := _joints(reader, near.frontier, far.frontier, today=today)):
            return list(islice(_chains(near, far, joints), MOST + 1))
        if (is_few and near.depth + far.depth + 1 == LONGEST) or len(side.frontier) > WIDEST:
            break
        side.advance(_neighbours(reader, side.frontier, today=today))
        if met := sorted(near.frontier & far.frontier):
            return list(islice(_meetings(near, far, met), MOST + 1))
    return []


def _neighbours(reader: Reader, frontier: set[int], *, today: bool) -> set[tuple[int, int]]:
    ties = standing_ties(reader, today=today).order_by()
    out = ties.filter(a__in=ids(frontier)).values_list("a_id", "b_id")
    back = ties.filter(b__in=ids(frontier)).values_list("b_id", "a_id")
    return {*out, *back}


def _joints(reader: Reader, near: set[int], far: set[int], *, today: bool) -> set[tuple[int, int]]:
    """Pairs (of `near`, of `far`) that one tie joins."""
    ties = standing_ties(reader, today=today).order_by()
    forth = ties.filter(a__in=ids(near), b__in=ids(far)).values_list("a_id", "b_id")
    back = ties.filter(b__in=ids(near), a__in=ids(far)).values_list("b_id", "a_id")
    return {*forth, *back}


def _chains(near: Side, far: Side, joints: set[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    for left, right in sorted(joints):
        for head in near.ways_to(left):
            for tail in far.ways_to(right):
                yield (*head, *reversed(tail))


def _meetings(near: Side, far: Side, met: list[int]) -> Iterator[tuple[int, ...]]:
    for node in met:
        for head in near.ways_to(node):
            for tail in far.ways_to(node):
                yield (*head, *reversed(tail[:-1]))


# ── in words ────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Link:
    """One step: `before` is tied to `after`, as `entry` says it read from `before`."""

    before: Organisation
    after: Organisation
    entry: Entry

    @property
    def words(self) -> str:
        """The tie between two names: "is a member of"; one that is over with its dates, several as one phrase."""
        said = [self._of(tie) for tie in self.entry.ties]
        return phrases.joined(list(dict.fromkeys(said)))

    def _of(self, tie: Tie) -> str:
        is_forth = tie.a_id == self.before.pk
        label = str(tie.type.label if is_forth or tie.type.is_symmetric else tie.type.inverse_label)
        if tie.type.is_membership and any(role.role == TieRoleKind.FOUNDER for role in tie.shown_roles):  # type: ignore[attr-defined]
            label = phrases.founding_words(is_from_member=is_forth)
        return label if dates.is_current(tie.period) else phrases.with_period(label, period_words(tie.period))


@dataclass(frozen=True)
class Answer:
    """The chains told, each a list of links, and whether there are others as short."""

    chains: list[list[Link]] = field(default_factory=list)
    has_more: bool = False

    @property
    def length(self) -> int:
        return len(self.chains[0]) if self.chains else 0


def chains_between(reader: Reader, start: Organisation, goal: Organisation, *, today: bool = False) -> Answer:
    """The shortest chains from `start` to `goal`, with everything their words need. Four queries after the search."""
    ways = shortest(reader, start.pk, goal.pk, today=today)
    if not ways:
        return Answer()
    told = ways[:MOST]
    people = Organisation.objects.visible_to(reader).in_bulk({pk for way in told for pk in way})
    entries = _entries(reader, {pair for way in told for pair in pairwise(way)}, people, today=today)
    chains = [
        [Link(people[a], people[b], entries[a, b]) for a, b in pairwise(way)]
        for way in told
        if all(pair in entries for pair in pairwise(way))
    ]
    return Answer(chains, has_more=len(ways) > MOST)


def _entries(
    reader: Reader, pairs: set[tuple[int, int]], people: dict[int, Organisation], *, today: bool
) -> dict[tuple[int, int], Entry]:
    """(before, after) → how the two are tied, read from the first."""
    ends = {pk for pair in pairs for pk in pair}
    roles = TieRole.objects.visible_to(reader).select_related("body").order_by("pk")
    rows = (
        standing_ties(reader, today=today)
        .filter(Q(a__in=ends) & Q(b__in=ends))
        .select_related("type", "source")
        .prefetch_related(Prefetch("roles", roles, to_attr="shown_roles"))
        .order_by("type__position", "pk")
    )
    ties: dict[frozenset[int], list[Tie]] = {}
    for tie in rows:
        if tie.a_id in people and tie.b_id in people:
            tie.a, tie.b = people[tie.a_id], people[tie.b_id]
            ties.setdefault(frozenset((tie.a_id, tie.b_id)), []).append(tie)
    found = {}
    for before, after in pairs:
        between = sorted(ties.get(frozenset((before, after)), ()), key=lambda tie: not dates.is_current(tie.period))
        for entry in entries_of(people[before], between) if between else []:
            found[before, after] = entry
    return found
