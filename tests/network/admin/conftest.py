"""The back office as a steward opens it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.factories.network import steward

from maillage.accounts.models import Person


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def boss(db) -> Person:
    return steward()


@pytest.fixture
def office(client: Client, boss: Person) -> Client:
    client.force_login(boss, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def queries_at() -> Callable[[Callable[[], Any]], int]:
    """How many queries a call makes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(call: Callable[[], Any]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            call()
        return len(captured)

    return count
