"""Mails about a subscription itself: what was asked, how to confirm it, how to change it."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from maillage.letters import tokens
from maillage.letters.enums import SubscriptionState
from maillage.letters.models import Subscription
from maillage.letters.tokens import Purpose
from maillage.network.context import name as network_name
from maillage.notices import actions as notices


def write_about(rows: Sequence[Subscription], language: str) -> None:
    """To the address of these rows: a link to confirm what waits, a link to change what it receives; what fits."""
    waiting = [row for row in rows if row.state == SubscriptionState.ASKED]
    reading = [row for row in rows if row.state == SubscriptionState.CONFIRMED]
    with translation.override(language):
        site_name = network_name()
    context = {
        "site_name": site_name,
        "waiting": waiting,
        "reading": reading,
        "confirm_url": link(Purpose.CONFIRM, waiting[0], language) if waiting else "",
        "choose_url": link(Purpose.CHOOSE, rows[0], language),
    }
    notices.write(rows[0].address, template="letters/mail/asked", context=context, language=language)


def link(purpose: Purpose, subscription: Subscription, language: str) -> str:
    with translation.override(language):
        path = reverse(f"letters:{purpose}", kwargs={"token": tokens.make(purpose, subscription.key)})
    return f"{settings.BASE_URL}{path}"
