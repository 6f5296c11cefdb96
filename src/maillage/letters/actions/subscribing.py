"""What readers do with their own address: ask, confirm, choose, leave, be forgotten.

Whoever types an address learns nothing about it: the answer is the same, and only its mailbox gets a mail, one an hour
at most. An address whose mail came back, or whose owner complained, is not written to at all.
"""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.letters.actions import mails
from maillage.letters.enums import Act, SubscriptionState
from maillage.letters.models import Newsletter, Subscription
from maillage.letters.models.subscriptions import plain
from maillage.letters.queries.subscribing import opened_by, waiting_with
from maillage.letters.tokens import Purpose

MAIL_EVERY = timedelta(hours=1)


class LinkOver(DomainError):
    """The link is not ours, is too old, or what it was about is gone: one answer for all."""


class TooMany(DomainError):
    """More was asked for within an hour than this instance takes."""


def ask(address: str, newsletters: Collection[Newsletter], *, language: str) -> None:
    """Keep what was asked for, and write to the address. Raises TooMany, whatever the address."""
    address = plain(address)
    with transaction.atomic():
        _check_flood()
        rows = _locked(address)
        if any(row.state == SubscriptionState.BOUNCED for row in rows):
            return
        for newsletter in newsletters:
            _ask_one(address, newsletter, rows, language)
        _write_once(_locked(address), language)


def ask_for_link(address: str, *, language: str) -> None:
    """Write to the address with a link to what it receives, if it receives or asked for anything."""
    with transaction.atomic():
        _check_flood()
        rows = _locked(plain(address))
        if rows and all(row.state != SubscriptionState.BOUNCED for row in rows):
            _write_once(rows, language)


def confirm(token: str, newsletters: Collection[int]) -> int:
    """Confirm what was asked for at these newsletters (ids); how many. Pressed twice, the second finds it done."""
    with transaction.atomic():
        subscription = _opened(Purpose.CONFIRM, token)
        found = waiting_with(subscription).filter(newsletter__in=newsletters).select_for_update(of=("self",))
        rows = list(found)
        for row in rows:
            _confirm_one(row)
    return len(rows)


def leave(token: str) -> Subscription:
    """End one subscription. Pressed twice, the second changes nothing."""
    with transaction.atomic():
        subscription = _opened(Purpose.LEAVE, token)
        row = Subscription.objects.select_for_update().get(pk=subscription.pk)
        _leave_one(row)
    return subscription


def choose(token: str, newsletters: Collection[Newsletter], *, language: str) -> None:
    """From now on exactly these. The link came by the mailbox, so nothing is left to confirm."""
    with transaction.atomic():
        address = _opened(Purpose.CHOOSE, token).address
        rows = _locked(address)
        known = {row.newsletter_id: row for row in rows}
        for newsletter in newsletters:
            row = known.pop(newsletter.pk, None) or Subscription(newsletter=newsletter, address=address)
            row.language = language
            _confirm_one(row)
        for row in known.values():
            _leave_one(row)


def forget(token: str) -> None:
    """Erase the address from every newsletter, now."""
    with transaction.atomic():
        address = _opened(Purpose.CHOOSE, token).address
        Subscription.objects.of(address).delete()


# ── the inside of these acts ────────────────────────────────────────────────


def _opened(purpose: Purpose, token: str) -> Subscription:
    found = opened_by(purpose, token)
    if found is None or (found.state == SubscriptionState.BOUNCED and purpose != Purpose.LEAVE):
        raise LinkOver(_("This link no longer works."))
    return found


def _locked(address: str) -> list[Subscription]:
    rows = Subscription.objects.of(address).select_related("newsletter").order_by("newsletter__title", "pk")
    return list(rows.select_for_update(of=("self",)))


def _check_flood() -> None:
    """Nobody's own address is known, so what all ask for together is counted."""
    lately = Subscription.objects.filter(asked_at__gt=timezone.now() - timedelta(hours=1)).count()
    if lately >= settings.LETTERS_ASKS_PER_HOUR:
        raise TooMany(_("Too many people ask at this moment. Come back in an hour."))


def _ask_one(address: str, newsletter: Newsletter, rows: list[Subscription], language: str) -> None:
    row = next((row for row in rows if row.newsletter_id == newsletter.pk), None)
    if row is None:
        Subscription.objects.get_or_create(newsletter=newsletter, address=address, defaults={"language": language})
    elif row.state == SubscriptionState.LEFT:
        row.state, row.language, row.asked_at, row.ended_at = SubscriptionState.ASKED, language, timezone.now(), None
        row.save(update_fields=["state", "language", "asked_at", "ended_at"])


def _write_once(rows: list[Subscription], language: str) -> None:
    """One mail about all of these, unless one left within the hour."""
    since = timezone.now() - MAIL_EVERY
    if any(row.written_at and row.written_at > since for row in rows):
        return
    mails.write_about(rows, language)
    Subscription.objects.filter(pk__in=[row.pk for row in rows]).update(written_at=timezone.now())


def _confirm_one(row: Subscription) -> None:
    if row.state == SubscriptionState.CONFIRMED and row.pk:
        row.save(update_fields=["language"])
        return
    row.state, row.confirmed_at, row.ended_at = SubscriptionState.CONFIRMED, timezone.now(), None
    row.save()
    journal.record(Act.SUBSCRIBED, row)


def _leave_one(row: Subscription) -> None:
    if row.state not in {SubscriptionState.ASKED, SubscriptionState.CONFIRMED}:
        return
    row.state, row.ended_at = SubscriptionState.LEFT, timezone.now()
    row.save(update_fields=["state", "ended_at"])
    journal.record(Act.LEFT, row)
