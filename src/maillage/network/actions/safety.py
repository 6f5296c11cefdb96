"""Narrowing what is shown: consents, policies, and the emergency hide."""

from collections.abc import Callable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.network.actions import disclosure
from maillage.network.enums import Act
from maillage.network.models import Consent, DisclosurePolicy, EmergencyHide, Organisation, Territory, Theme, Tie

LATELY = timedelta(days=31)  # longer than the clock may have been stopped


def hide(
    *,
    reason: str,
    by: Person | None,
    organisation: Organisation | None = None,
    network: Organisation | None = None,
    territory: Territory | None = None,
    theme: Theme | None = None,
) -> EmergencyHide:
    """Show an organisation, a network with its members, a territory or a theme to stewards only, at once, everywhere."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, for those who will have to lift it.")})
    with transaction.atomic():
        order = EmergencyHide(
            reason=reason, begun_by=by, organisation=organisation, network=network, territory=territory, theme=theme
        )
        order.full_clean()
        order.save()
        touched = disclosure.touched_by(order)
        journal.record(Act.HIDDEN, order, by=by, reason=reason, records=len(touched))
        disclosure.refresh(touched)
    return order


def lift_hide(order: EmergencyHide, *, by: Person | None) -> EmergencyHide:
    """Show again what this hide alone held back; every audience is what it was."""
    with transaction.atomic():
        order = EmergencyHide.objects.select_for_update(of=("self",)).get(pk=order.pk)
        if order.lifted_at is None:
            order.lifted_at, order.lifted_by = timezone.now(), by
            order.save(update_fields=["lifted_at", "lifted_by"])
            journal.record(Act.HIDE_LIFTED, order, by=by)
            disclosure.refresh(disclosure.touched_by(order))
    return order


def give_consent(
    organisation: Organisation,
    *,
    by: Person | None,
    covers: str,
    audience: int,
    precision: int,
    expires_on: date | None = None,
    how: str = "",
) -> Consent:
    """Record what an organisation agrees to have shown; it replaces its former consent on the same values."""
    with transaction.atomic():
        consent = Consent(organisation=organisation, covers=covers, audience=audience, precision=precision, given_by=by)
        consent.expires_on, consent.how = expires_on, how
        consent.full_clean()
        consent.save()
        journal.record(Act.CONSENT_GIVEN, consent, by=by, on_behalf_of=organisation, covers=covers, audience=audience)
        disclosure.refresh([organisation.pk])
    return consent


def withdraw_consent(consent: Consent, *, by: Person | None) -> Consent:
    """Withdraw: what it covered goes back to the stewards only."""
    with transaction.atomic():
        consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
        if consent.withdrawn_at is None:
            consent.withdrawn_at = timezone.now()
            consent.save(update_fields=["withdrawn_at"])
            journal.record(
                Act.CONSENT_WITHDRAWN, consent, by=by, on_behalf_of=consent.organisation, covers=consent.covers
            )
            disclosure.refresh([consent.organisation_id])
    return consent


def set_policy(policy: DisclosurePolicy, *, by: Person | None) -> DisclosurePolicy:
    """Write a new or changed policy and apply it to everything it bears on, before and after the change."""
    policy.full_clean()
    return _with_its_records(policy, lambda: _write_policy(policy, by=by))


def remove_policy(policy: DisclosurePolicy, *, by: Person | None) -> None:
    with transaction.atomic():
        touched = disclosure.touched_by(policy)
        journal.record(Act.POLICY_REMOVED, policy, by=by)
        policy.delete()
        disclosure.refresh(touched)


def refresh_what_ended() -> int:
    """Apply the consents, policies and memberships whose time came or went; how many records were looked at."""
    touched = set(
        Consent.objects.filter(withdrawn_at=None, expires_on__lt=timezone.localdate()).values_list(
            "organisation_id", flat=True
        )
    )
    for policy in DisclosurePolicy.objects.filter(until__lt=timezone.localdate()):
        touched |= set(disclosure.touched_by(policy))
    disclosure.refresh(touched | _memberships_that_turned())
    return len(touched)


def _memberships_that_turned() -> set[int]:
    """Ids of the organisations of which a membership began or ended lately: other policies bear on them."""
    lately = (timezone.localdate() - LATELY, timezone.localdate())
    turned = Q(during__startswith__range=lately) | Q(during__endswith__range=lately)
    return set(Tie.objects.counted().memberships().filter(turned).values_list("a_id", flat=True))


def _write_policy(policy: DisclosurePolicy, *, by: Person | None) -> DisclosurePolicy:
    policy.save()
    journal.record(Act.POLICY_SET, policy, by=by, reason=policy.reason, covers=policy.covers)
    return policy


def _with_its_records(policy: DisclosurePolicy, write: Callable[[], DisclosurePolicy]) -> DisclosurePolicy:
    with transaction.atomic():
        before = DisclosurePolicy.objects.filter(pk=policy.pk).first() if policy.pk else None
        touched = set(disclosure.touched_by(before)) if before else set()
        written = write()
        disclosure.refresh(touched | set(disclosure.touched_by(written)))
    return written
