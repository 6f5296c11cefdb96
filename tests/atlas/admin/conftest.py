"""The back office as a steward opens it."""

import pytest
from django.test import Client
from tests.factories.network import steward


@pytest.fixture
def office(client: Client, db: None) -> Client:
    client.force_login(steward(), "allauth.account.auth_backends.AuthenticationBackend")
    return client
