"""The letters: each with a link of its own. They name the organisation only when anyone may know that it is here."""

import secrets
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from maillage.exchange.freshness.models import CheckLink, CheckRequest
from maillage.exchange.freshness.queries import hash_token
from maillage.exchange.freshness.recipients import Recipient
from maillage.network.enums import Audience
from maillage.notices import actions as notices


def write_letters(request: CheckRequest, recipients: Sequence[Recipient], *, is_reminder: bool = False) -> None:
    """Queue one letter for each recipient, in their language."""
    for recipient in recipients:
        token = secrets.token_urlsafe(32)
        CheckLink.objects.create(request=request, token_hash=hash_token(token), address_digest=recipient.digest)
        _write(request, recipient, token, is_reminder=is_reminder)


def _write(request: CheckRequest, recipient: Recipient, token: str, *, is_reminder: bool) -> None:
    organisation = request.organisation
    with translation.override(recipient.language):
        url = settings.BASE_URL + reverse("exchange:check", kwargs={"token": token})
        again = settings.BASE_URL + reverse("exchange:check-again")
    context = {
        "is_named": organisation.shown_to == Audience.PUBLIC,
        "organisation": organisation,
        "is_reminder": is_reminder,
        "until": request.expires_at,
        "url": url,
        "again": again,
    }
    notices.write(recipient.address, template="exchange/mail/check", context=context, language=recipient.language)
