"""Short words for the tests of asking: a link out of a letter, and what a page says."""

import re
from typing import Any

from django.core import mail
from django.urls import reverse
from tests.factories.network import ContactFactory, OrganisationFactory

from maillage.exchange.freshness.actions import asking
from maillage.exchange.freshness.models import CheckRequest
from maillage.network.enums import ContactKind

FORM_KEY = re.compile(r'<input type="hidden" name="csrfmiddlewaretoken" value="\w+">')
TOKEN = re.compile(r"/check/([\w-]{40,})/")


def with_mailbox(address: str = "hello@example.org", **fields: Any) -> Any:
    """An organisation that can be written to, and whose address everyone may read."""
    organisation = OrganisationFactory(**fields)
    ContactFactory(organisation=organisation, kind=ContactKind.EMAIL, value=address, audience=organisation.audience)
    return organisation


def asked(organisation: Any, **more: Any) -> tuple[CheckRequest, str]:
    """Ask, and take the token of the last letter."""
    request = asking.ask(organisation, by=None, **more)
    return request, token_of(mail.outbox[-1])


def token_of(letter: Any) -> str:
    body = letter.body if hasattr(letter, "body") else letter.get_content()
    found = TOKEN.search(body)
    assert found, body
    return found[1]


def link(token: str, view: str = "check") -> str:
    return reverse(f"exchange:{view}", kwargs={"token": token})


def text(response: Any) -> str:
    return response.content.decode()
