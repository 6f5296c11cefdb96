"""What an organisation agrees to by its link: audience, precision, until when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.exchange.freshness.actions.in_words import in_our_language
from maillage.exchange.freshness.queries import OpenCheck
from maillage.network.actions import disclosure, proposals, safety
from maillage.network.enums import Audience, FieldGroup, Precision
from maillage.network.models import Consent, DisclosurePolicy, Organisation


@dataclass(frozen=True)
class Terms:
    """To whom, how exactly, until when; of the whole record."""

    audience: int
    precision: int
    expires_on: date


def agree(check: OpenCheck, terms: Terms) -> bool:
    """Record the consent, which takes effect everywhere at once. False when it waits for a steward.

    A contact address has not been proven to be the organisation's: what comes from it may narrow, or repeat what was
    agreed to before; to widen, a steward looks first. Someone with a mandate may do both.
    """
    if check.person is None and _widens(check.organisation, terms):
        proposals.propose_correction(check.organisation, message=in_our_language(lambda: _in_words(terms)), by=None)
        return False
    safety.give_consent(
        check.organisation,
        by=check.person,
        covers=FieldGroup.EVERYTHING,
        audience=terms.audience,
        precision=terms.precision,
        expires_on=terms.expires_on,
        how=in_our_language(lambda: _("By the link of our question, sent to %(who)s.") % {"who": _who(check)}),
    )
    return True


def withdraw_all(check: OpenCheck) -> None:
    for consent in Consent.objects.in_force().filter(organisation=check.organisation).order_by("pk"):
        safety.withdraw_consent(consent, by=check.person)


def _widens(organisation: Organisation, terms: Terms) -> bool:
    audience, precision = _agreed_before(organisation)
    return terms.audience < audience or terms.precision < precision


def _agreed_before(organisation: Organisation) -> tuple[int, int]:
    """The audience and the precision of the last consent, ended or not; the widest where none was needed."""
    last = Consent.objects.filter(organisation=organisation, covers=FieldGroup.EVERYTHING).order_by("given_at", "pk")
    consent = last.last()
    if consent is not None and consent.withdrawn_at is None:
        return consent.audience, consent.precision
    if consent is not None or _must_ask_first(organisation):
        return Audience.STEWARDS, Precision.COUNTRY
    return Audience.PUBLIC, Precision.EXACT


def _must_ask_first(organisation: Organisation) -> bool:
    today = timezone.localdate()
    cautious = DisclosurePolicy.objects.filter(Q(until=None) | Q(until__gte=today), needs_consent=True)
    return any(disclosure.touched_by(policy, among=[organisation.pk]) for policy in cautious)


def _who(check: OpenCheck) -> str:
    return check.request.get_recipients_display()


def _in_words(terms: Terms) -> str:
    return _(
        "From the contact address, in answer to our question: they agree to be shown to %(audience)s, "
        "places: %(precision)s, until %(day)s. It shows more than before, so it waits for you: "
        "make sure that it is them, then record the consent."
    ) % {
        "audience": Audience(terms.audience).label,
        "precision": Precision(terms.precision).label,
        "day": terms.expires_on.isoformat(),
    }
