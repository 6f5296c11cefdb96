"""The members of a network over time: who, as what, from when to when, as exactly as it is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import DateField, F, Func, Min, Prefetch, QuerySet
from django.utils import timezone

from maillage.kit.dates import first_day
from maillage.kit.spans import EVER, Held, Span, span_of
from maillage.network.enums import TieRoleKind
from maillage.network.models import Body, Organisation, Tie, TieRole
from maillage.network.queries.networks.graph import ids, present
from maillage.network.queries.ties import Entry
from maillage.network.readers import Reader

PAGE_SIZE = 40
AT_LEAST = 10  # years on the axis, even where little is known


@dataclass
class Member:
    """One organisation and its memberships of the network, in order."""

    entry: Entry
    spans: list[Span]
    held: Held
    is_founder: bool


@dataclass(frozen=True)
class Seat:
    """Someone in a board or group: the organisation, the role it holds there, and whether it did in the year asked for."""

    organisation: Organisation
    role: TieRole
    held: Held


@dataclass
class Sitting:
    """A board or group and who sits in it."""

    body: Body
    seats: list[Seat] = field(default_factory=list)

    @property
    def then(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.held is not Held.NO]

    @property
    def before_or_after(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.held is Held.NO]


@dataclass(frozen=True)
class Year:
    """How many were members in a year: for certain, and perhaps besides."""

    year: int
    certain: int
    perhaps: int


class Membership:
    """The members of `network` as `reader` may know them, looked at in one year."""

    def __init__(self, network: Organisation, reader: Reader, *, year: int | None = None) -> None:
        self.network = network
        self.reader = reader
        self.today = timezone.localdate()
        self.asked = year

    @property
    def year(self) -> int:
        """The year looked at: within the axis, this year when none was asked for."""
        return min(max(self.asked or self.today.year, self.first_year), self.today.year)

    def _ties(self) -> QuerySet[Tie]:
        """Standing memberships of the network, past ones too."""
        return present(Tie.objects.visible_to(self.reader).standing().memberships().filter(b=self.network))

    # ── the axis ────────────────────────────────────────────────────────────

    @cached_property
    def periods(self) -> list[tuple[tuple[str, ...], int]]:
        """The periods of one organisation's memberships → how many organisations have just these."""
        inner, parameters = self._ties().order_by().values_list("a_id", "period").query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
SELECT periods, count(*) FROM (
  SELECT array_agg(period ORDER BY period) AS periods FROM ({inner}) AS one(a, period) GROUP BY a) AS member
GROUP BY periods ORDER BY periods""",  # noqa: S608 -- a query of Django's
                parameters,
            )
            return [(tuple(periods), count) for periods, count in cursor.fetchall()]

    @cached_property
    def first_year(self) -> int:
        known = [span_of(p, self.today).begun[0].year for periods, _n in self.periods for p in periods]
        ended = [span_of(p, self.today).ended[0].year for periods, _n in self.periods for p in periods]
        if self.network.founded:
            known.append(first_day(self.network.founded).year)
        dated = [year for year in (*known, *ended) if year > EVER.year]
        return min([*dated, self.today.year - AT_LEAST])

    @cached_property
    def years(self) -> list[Year]:
        return [self._counted_in(year) for year in range(self.first_year, self.today.year + 1)]

    def _counted_in(self, year: int) -> Year:
        certain = perhaps = 0
        for periods, count in self.periods:
            held = held_in_any([span_of(p, self.today) for p in periods], year)
            certain += count if held is Held.YES else 0
            perhaps += count if held is Held.PERHAPS else 0
        return Year(year, certain, perhaps)

    @property
    def now(self) -> Year:
        """The counts of the year looked at."""
        return self.years[self.year - self.first_year]

    # ── who ─────────────────────────────────────────────────────────────────

    def page(self, number: int, *, only_then: bool = False) -> Page[int]:
        """Ids of members, those who came first first; `only_then` leaves out who cannot have been one that year."""
        ties = self._ties()
        if only_then:
            ties = ties.filter(during__overlap=(date(self.year, 1, 1), date(self.year, 12, 31)))
        begun = Min(Func(F("during"), function="lower", output_field=DateField()))
        rows = (
            ties.values("a_id").annotate(begun=begun, name=Min("a__sort_key"))
            .order_by(F("begun").asc(nulls_last=True), "name", "a_id").values_list("a_id", flat=True)
        )  # fmt: skip
        paginator = Paginator(rows, PAGE_SIZE)
        paginator.count = sum(count for _periods, count in self.periods) if not only_then else rows.count()
        return paginator.get_page(number)

    def members(self, organisations: Iterable[int]) -> list[Member]:
        """These organisations (ids), in the order given, with their ties, roles and spans. Three queries."""
        order = list(organisations)
        roles = TieRole.objects.visible_to(self.reader).select_related("body").order_by("pk")
        ties = (
            self._ties().filter(a__in=ids(order)).select_related("a", "b", "type", "source")
            .prefetch_related(Prefetch("roles", roles, to_attr="shown_roles")).order_by("during", "pk")
        )  # fmt: skip
        entries: dict[int, Entry] = {}
        for tie in ties:
            entries.setdefault(tie.a_id, Entry(tie.a)).ties.append(tie)
        return [self._member(entries[pk]) for pk in order if pk in entries]

    def _member(self, entry: Entry) -> Member:
        spans = [span_of(tie.period, self.today) for tie in entry.ties]
        roles = [role for tie in entry.ties for role in tie.shown_roles]  # type: ignore[attr-defined]
        is_founder = any(role.role == TieRoleKind.FOUNDER for role in roles)
        return Member(entry, spans, held_in_any(spans, self.year), is_founder)

    # ── boards and groups ───────────────────────────────────────────────────

    @cached_property
    def sittings(self) -> list[Sitting]:
        """Boards first; those nobody is known to sit in are named too. Two queries."""
        bodies = Body.objects.visible_to(self.reader).filter(organisation=self.network).order_by("kind", "pk")
        found = {body.pk: Sitting(body) for body in bodies}
        roles = (
            TieRole.objects.visible_to(self.reader)
            .filter(body__in=ids(found), tie__in=self._ties())
            .select_related("tie__a").order_by("tie__a__sort_key", "pk")
        )  # fmt: skip
        for role in roles:
            found[role.body_id].seats.append(self._seat(role))  # type: ignore[index]
        return sorted(found.values(), key=lambda sitting: sitting.body.kind != "board")

    def _seat(self, role: TieRole) -> Seat:
        span = span_of(role.period, self.today).within(span_of(role.tie.period, self.today))
        return Seat(role.tie.a, role, span.held_in_year(self.year))


def held_in_any(spans: Sequence[Span], year: int) -> Held:
    """Whether one of several periods held in `year`: a certain one settles it."""
    answers = {span.held_in_year(year) for span in spans}
    return next((held for held in (Held.YES, Held.PERHAPS) if held in answers), Held.NO)


def has_members(network: Organisation, reader: Reader) -> bool:
    """Whether there is anything for the page of its members to say."""
    ties = present(Tie.objects.visible_to(reader).standing().memberships().filter(b=network))
    return ties.exists() or Body.objects.visible_to(reader).filter(organisation=network).exists()
