"""Which organisations are to be asked, and which question a link opens."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from maillage.accounts.models import Person
from maillage.exchange.freshness.models import CheckRequest, CheckStop
from maillage.exchange.freshness.recipients import Recipient, recipients_of
from maillage.journal.models import Entry
from maillage.network.actions import disclosure
from maillage.network.enums import Act, Audience, ContactKind, OrganisationState
from maillage.network.models import Consent, ContactPoint, EmergencyHide, Mandate, Organisation
from maillage.network.queries.readers import EDITING_ROLES


@dataclass(frozen=True)
class OpenCheck:
    """A question that can be answered now, and who was asked."""

    request: CheckRequest
    organisation: Organisation
    recipient: Recipient

    @property
    def person(self) -> Person | None:
        return self.recipient.person


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_check(token: str, *, among: QuerySet[CheckRequest] | None = None) -> OpenCheck | None:
    """The question this link opens; None when it is used, over, unknown, or when whoever got it no longer speaks.

    An emergency hide shuts every link: what is hidden is hidden from whoever reads that mailbox too.
    """
    rows = CheckRequest.objects.all() if among is None else among
    found = (
        rows.usable()  # type: ignore[attr-defined]
        .filter(links__token_hash=hash_token(token))
        .annotate(sent_to=F("links__address_digest"))
        .select_related("organisation")
        .first()
    )
    if found is None or not can_be_shown(found.organisation):
        return None
    for recipient in recipients_of(found.organisation):
        if recipient.digest == found.sent_to:
            return OpenCheck(found, found.organisation, recipient)
    return None


def can_be_shown(organisation: Organisation) -> bool:
    """Whether a link may open this record at all."""
    return not (organisation.merged_into_id or organisation.is_home or hidden_among([organisation.pk]))


def hidden_among(ids: list[int] | None = None) -> set[int]:
    """Ids of the organisations an emergency hide bears on: of all, or among these."""
    orders = EmergencyHide.objects.in_force()
    return {pk for order in orders for pk in disclosure.touched_by(order, among=ids)}


def is_stopped(organisation: Organisation) -> bool:
    """Not to be asked; the wish of a record that was merged into this one counts."""
    return CheckStop.objects.filter(Q(organisation=organisation) | Q(organisation__merged_into=organisation)).exists()


def spoken_for(address: str) -> list[int]:
    """Ids of the organisations this address may speak for. The same two queries whether or not it is known."""
    people = Mandate.objects.current().filter(person__email__iexact=address)
    contacts = ContactPoint.objects.filter(kind=ContactKind.EMAIL, value__iexact=address)
    return sorted({pk for rows in (people, contacts) for pk in rows.values_list("organisation_id", flat=True)})


# ── what is due ─────────────────────────────────────────────────────────────


def with_age(rows: QuerySet[Organisation]) -> QuerySet[Any]:
    """`known_at`: when the record was last confirmed, else when it was added, else last written."""
    added = Entry.objects.filter(
        subject_type=Organisation._meta.label_lower,
        subject_id=Cast(OuterRef("pk"), CharField()),
        act=Act.ADDED,
    ).order_by("at")
    return rows.annotate(
        known_at=Coalesce(Cast("last_confirmed_on", DateTimeField()), Subquery(added.values("at")[:1]), F("updated_at"))
    )


def askable(rows: QuerySet[Organisation]) -> QuerySet[Any]:
    """Those whom a letter may reach: alive, not hidden in an emergency, not stopped, with someone to write to."""
    return (
        rows.filter(reachable(), merged_into=None, is_home=False)
        .exclude(state=OrganisationState.DISSOLVED)
        .exclude(pk__in=hidden_among())
        .filter(~stopped())
    )


def reachable() -> Any:
    """Of the outer organisation: whether there is anyone to write to."""
    emails = ContactPoint.objects.filter(organisation=OuterRef("pk"), kind=ContactKind.EMAIL)
    return Exists(current_mandates()) | Exists(emails)


def stopped() -> Any:
    """Of the outer organisation: whether it is not to be asked; see `is_stopped`. In two parts, each read by its index."""
    own = CheckStop.objects.filter(organisation=OuterRef("pk"))
    absorbed = Organisation.objects.filter(merged_into=OuterRef("pk"), check_stop__isnull=False)
    return Exists(own) | Exists(absorbed)


def due() -> QuerySet[Any]:
    """Those to ask today, the oldest first: not confirmed for too long, or whose consent has ended.

    The instance does not write by itself to the contact address of a record for stewards only: such a letter would tell
    that the record exists. A steward may. One whose consent has ended has agreed before, so it is asked.
    """
    limit = timezone.now() - timedelta(days=settings.CHECK_AFTER_DAYS)
    lately = CheckRequest.objects.filter(Q(sent_at__gt=limit) | Q(used_at__gt=limit), organisation=OuterRef("pk"))
    open_ones = CheckRequest.objects.waiting().filter(organisation=OuterRef("pk"))
    ended = Exists(ended_consents())
    return (
        with_age(askable(Organisation.objects.all()))
        .exclude(Exists(open_ones))
        .filter(ended | (Q(known_at__lte=limit) & ~Exists(lately)))
        .filter(ended | Exists(current_mandates()) | Q(shown_to__lt=Audience.STEWARDS))
        .order_by("known_at", "pk")
    )


def ended_consents() -> QuerySet[Consent]:
    """Of the outer organisation: the last consent on its values, when its day has passed and it was not asked since."""
    later = Consent.objects.filter(
        Q(given_at__gt=OuterRef("given_at")) | Q(given_at=OuterRef("given_at"), pk__gt=OuterRef("pk")),
        organisation=OuterRef("organisation"),
        covers=OuterRef("covers"),
    )
    asked = CheckRequest.objects.filter(organisation=OuterRef("organisation"), sent_at__date__gt=OuterRef("expires_on"))
    return (
        Consent.objects.filter(organisation=OuterRef("pk"), withdrawn_at=None, expires_on__lt=timezone.localdate())
        .exclude(Exists(later))
        .exclude(Exists(asked))
    )


def current_mandates() -> QuerySet[Mandate]:
    return Mandate.objects.current().filter(organisation=OuterRef("pk"), role__in=EDITING_ROLES, person__is_active=True)
