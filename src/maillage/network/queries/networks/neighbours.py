"""The neighbourhood of one organisation: those it is tied to today, and the ties among them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from maillage.network.models import Organisation, TieRole
from maillage.network.queries.networks.graph import ids, standing_ties
from maillage.network.queries.ties import Entry, entries_of
from maillage.network.readers import Reader

LISTED = 60  # in the table
DRAWN = 14  # in the picture


@dataclass(frozen=True)
class Neighbourhood:
    """`entries` are those listed; the first `DRAWN` are drawn. `among`: pairs (ids) of the drawn that are tied."""

    entries: list[Entry]
    among: set[tuple[int, int]]
    ties_with: dict[int, list[Organisation]]
    has_more: bool

    @property
    def drawn(self) -> list[Entry]:
        return self.entries[:DRAWN]


def neighbourhood(organisation: Organisation, reader: Reader) -> Neighbourhood:
    """Networks it belongs to first, then those with most ties among the others listed. At most six queries."""
    entries = _entries(organisation, reader)
    shown = {entry.other.pk: entry.other for entry in entries[:LISTED]}
    pairs = _pairs(reader, set(shown))
    ties_with: dict[int, list[Organisation]] = {pk: [] for pk in shown}
    for a, b in sorted(pairs):
        ties_with[a].append(shown[b])
        ties_with[b].append(shown[a])
    listed = sorted(
        entries[:LISTED],
        key=lambda e: (e.ties[0].a_id != organisation.pk, -len(ties_with[e.other.pk]), e.other.sort_key),
    )
    drawn = {entry.other.pk for entry in listed[:DRAWN]}
    among = {pair for pair in pairs if set(pair) <= drawn}
    return Neighbourhood(listed, among, ties_with, has_more=len(entries) > LISTED)


def _entries(organisation: Organisation, reader: Reader) -> list[Entry]:
    roles = TieRole.objects.visible_to(reader).select_related("body").order_by("pk")
    ties = (
        standing_ties(reader, today=True)
        .select_related("a", "b", "type", "source").prefetch_related(Prefetch("roles", roles, to_attr="shown_roles"))
        .order_by("type__position", "pk")
    )  # fmt: skip
    out = ties.filter(a=organisation)[: 2 * LISTED]
    back = ties.filter(b=organisation)[: 2 * LISTED]
    return entries_of(organisation, [*out, *back])


def _pairs(reader: Reader, among: set[int]) -> set[tuple[int, int]]:
    ties = standing_ties(reader, today=True).filter(a__in=ids(among), b__in=ids(among)).order_by()
    return {(min(pair), max(pair)) for pair in ties.values_list("a_id", "b_id")}
