"""The stewards' board: how fresh each record is, and what became of the questions about it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from maillage.exchange.freshness.enums import UNUSED, Answer, Standing
from maillage.exchange.freshness.models import CheckQuerySet, CheckRequest
from maillage.exchange.freshness.queries import current_mandates, hidden_among, reachable, stopped, with_age
from maillage.network.enums import ContactKind, OrganisationState
from maillage.network.models import ContactPoint, Organisation
from maillage.network.readers import Reader
from maillage.notices.models import Letter, LetterState


@dataclass(frozen=True)
class Row:
    """One organisation on the board."""

    organisation: Any
    last: CheckRequest | None
    is_hidden: bool

    @property
    def standing(self) -> Standing:
        if self.organisation.is_stopped:
            return Standing.STOPPED
        if not self.organisation.is_reachable:
            return Standing.NO_ADDRESS
        if self.organisation.bounces:
            return Standing.BOUNCED
        if self.last is None:
            return Standing.NEVER
        return {Answer.WAITING: Standing.WAITING, Answer.NONE: Standing.STALE}.get(
            Answer(self.last.answer), Standing.ANSWERED
        )

    @property
    def days(self) -> int:
        """How many days ago the record was last known to be right."""
        return int((timezone.now() - self.organisation.known_at).days)


def board(reader: Reader, *, standing: str = "") -> QuerySet[Any]:
    """The organisations `reader` sees, never confirmed before long ago before lately; those of one standing, or all."""
    rows = Organisation.objects.visible_to(reader).filter(is_home=False).exclude(state=OrganisationState.DISSOLVED)
    condition = _condition(standing)
    found: QuerySet[Any] = (
        with_age(rows.filter(condition) if condition is not None else rows)
        .annotate(
            last_answer=Subquery(_requests().order_by("-sent_at", "-pk").values("answer")[:1]),
            last_request=Subquery(_requests().order_by("-sent_at", "-pk").values("pk")[:1]),
            is_stopped=stopped(),
            is_reachable=reachable(),
            bounces=_bounces(),
        )
        .order_by(F("last_confirmed_on").asc(nulls_first=True), "pk")
    )
    return found


def _condition(standing: str) -> Any:
    """What a standing asks of an organisation. Written so that the database joins instead of asking row by row."""
    waiting = Exists(_requests().waiting())
    if standing == Standing.NEVER:
        return ~Exists(_requests()) & ~stopped() & reachable()
    if standing == Standing.NO_ADDRESS:
        return ~reachable()
    if standing == Standing.STALE:
        return Exists(_last(Answer.NONE)) & ~waiting & ~stopped()
    if standing == Standing.ANSWERED:
        return Exists(_last(*(answer for answer in Answer if answer not in UNUSED)))
    return {Standing.WAITING: waiting, Standing.BOUNCED: _bounces(), Standing.STOPPED: stopped()}.get(standing)  # type: ignore[call-overload]


def _requests() -> CheckQuerySet:
    return CheckRequest.objects.filter(organisation=OuterRef("pk"))


def _last(*answers: str) -> QuerySet[CheckRequest]:
    """Of the outer organisation: its last question, if it had one of these answers."""
    later = CheckRequest.objects.filter(organisation=OuterRef("organisation"), sent_at__gt=OuterRef("sent_at"))
    return _requests().filter(answer__in=answers).exclude(Exists(later))


def rows_of(page: list[Any]) -> list[Row]:
    """The rows of one page, with their last question: the same queries however many they are."""
    last = CheckRequest.objects.select_related("asked_by").in_bulk([o.last_request for o in page if o.last_request])
    hidden = hidden_among([organisation.pk for organisation in page]) if page else set()
    return [Row(o, last.get(o.last_request), o.pk in hidden) for o in page]


def in_figures() -> dict[str, int]:
    """How many questions wait, and how many organisations did not answer the last one."""
    later = CheckRequest.objects.filter(organisation=OuterRef("organisation"), sent_at__gt=OuterRef("sent_at"))
    unanswered = CheckRequest.objects.filter(answer=Answer.NONE).exclude(Exists(later))
    return {"waiting": CheckRequest.objects.waiting().count(), "stale": unanswered.count()}


def _bounces() -> Any:
    """Of the outer organisation: whether a letter to one of its addresses could not be delivered lately."""
    failed = Letter.objects.filter(state=LetterState.FAILED).values_list("recipients", flat=True)
    addresses = sorted({address for recipients in failed for address in recipients})
    contacts = ContactPoint.objects.filter(organisation=OuterRef("pk"), kind=ContactKind.EMAIL, value__in=addresses)
    return Exists(contacts) | Exists(current_mandates().filter(person__email__in=addresses))
