"""What two or three networks share: the members they have in common, where they are together, how they are tied."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Case, Count, IntegerField, Value, When

from maillage.network.models import Organisation
from maillage.network.queries.networks.graph import current_memberships, ids, standing_ties
from maillage.network.queries.ties import Entry, entries_of
from maillage.network.readers import Reader

PAGE_SIZE = 30
MOST = 3


@dataclass(frozen=True)
class Part:
    """Members of just these networks among those compared; `count` is None when it is too small to be told."""

    networks: tuple[Organisation, ...]
    count: int | None
    mask: int

    @property
    def is_shared(self) -> bool:
        return len(self.networks) > 1


@dataclass(frozen=True)
class Common:
    """One organisation and those of the networks compared that it is a member of."""

    organisation: Organisation
    networks: tuple[Organisation, ...]


class Shared:
    """Two or three networks side by side, as `reader` may know them, today."""

    def __init__(self, networks: Sequence[Organisation], reader: Reader) -> None:
        self.networks = tuple(networks)
        self.reader = reader
        self.least = 1 if reader.is_steward else settings.COUNT_THRESHOLD

    @cached_property
    def _masks(self) -> dict[int, tuple[int, list[int]]]:
        """Bits of the networks belonged to → how many members, and which (ids) where that is more than one network."""
        bits = Case(
            *(When(b=network, then=Value(1 << bit)) for bit, network in enumerate(self.networks)),
            output_field=IntegerField(),
        )
        ties = current_memberships(self.reader).filter(b__in=self.networks).exclude(a__in=self.networks).order_by()
        inner, parameters = ties.annotate(bit=bits).values_list("a_id", "bit").query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
SELECT mask, count(*), array_agg(a) FILTER (WHERE mask NOT IN (1, 2, 4))
FROM (SELECT a, bit_or(bit) AS mask FROM ({inner}) AS one(a, bit) GROUP BY a) AS member GROUP BY mask""",  # noqa: S608 -- a query of Django's
                parameters,
            )
            return {mask: (count, sorted(members or ())) for mask, count, members in cursor.fetchall()}

    def _count(self, mask: int) -> int:
        return self._masks.get(mask, (0, []))[0]

    @cached_property
    def parts(self) -> list[Part]:
        """Every way of belonging, those with most networks first."""
        found = []
        for size in range(len(self.networks), 0, -1):
            for chosen in combinations(range(len(self.networks)), size):
                mask = sum(1 << bit for bit in chosen)
                networks = tuple(self.networks[bit] for bit in chosen)
                found.append(Part(networks, self._told(self._count(mask)), mask))
        return found

    @cached_property
    def totals(self) -> list[tuple[Organisation, int | None]]:
        """Each network and how many members it has; not where the parts that are told would leave a small one."""
        return [(network, self._total(1 << bit)) for bit, network in enumerate(self.networks)]

    def _total(self, bit: int) -> int | None:
        parts = [count for mask, (count, _who) in self._masks.items() if mask & bit]
        return sum(parts) if parts and min(parts) >= self.least else None

    def _told(self, count: int) -> int | None:
        return count if count >= self.least else None

    def page(self, number: int) -> tuple[Page[Organisation], list[Common]]:
        """Members of at least two of the networks: of most first, then by name."""
        mask_of = {pk: mask for mask, (_count, who) in self._masks.items() for pk in who}
        in_all = [pk for pk, mask in mask_of.items() if mask.bit_count() == MOST]
        rows = (
            Organisation.objects.visible_to(self.reader).filter(pk__in=ids(mask_of))
            .annotate(few=Case(When(pk__in=ids(in_all), then=0), default=1, output_field=IntegerField()))
            .order_by("few", "sort_key", "pk")
        )  # fmt: skip
        paginator = Paginator(rows, PAGE_SIZE)
        paginator.count = len(mask_of)
        page = paginator.get_page(number)
        return page, [
            Common(one, tuple(n for bit, n in enumerate(self.networks) if mask_of[one.pk] & 1 << bit)) for one in page
        ]

    @cached_property
    def together_in(self) -> list[Organisation]:
        """Networks of which all of these are members."""
        rows = (
            current_memberships(self.reader).filter(a__in=self.networks).order_by().values("b_id")
            .annotate(many=Count("a_id", distinct=True)).filter(many=len(self.networks))
        )  # fmt: skip
        known = Organisation.objects.visible_to(self.reader).filter(pk__in=rows.values("b_id"))
        return list(known.order_by("sort_key", "pk"))

    @cached_property
    def ties_among(self) -> list[tuple[Organisation, Entry]]:
        """Each tie that stands today between two of them: the one it is read from, and how."""
        rows = standing_ties(self.reader, today=True).filter(a__in=self.networks, b__in=self.networks)
        ties = list(rows.select_related("a", "b", "type").order_by("type__position", "pk"))
        for tie in ties:
            tie.shown_roles = []  # type: ignore[attr-defined]
        return [(tie.a, entries_of(tie.a, [tie])[0]) for tie in ties]
