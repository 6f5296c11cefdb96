"""Signing in as people do it: through the form."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.factories.accounts import PASSWORD, PersonFactory

from maillage.accounts.models import Person

SignIn = Callable[[Client, Person], None]


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """What other tests tried does not count against this one; addresses are in English."""
    cache.clear()


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def person(db: None) -> Person:
    return PersonFactory(email="amal@example.org", name="Amal", language="en")


@pytest.fixture
def sign_in() -> SignIn:
    def by_password(client: Client, person: Person) -> None:
        answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()

    return by_password


@pytest.fixture
def signed_in(client: Client, person: Person, sign_in: SignIn) -> Client:
    """A browser signed in and confirmed just now."""
    sign_in(client, person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client
