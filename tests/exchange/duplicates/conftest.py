"""The back office as a steward opens it, and two records that look alike."""

import pytest
from tests.factories.network import OrganisationFactory, steward


@pytest.fixture
def boss(db):
    return steward()


@pytest.fixture
def office(client, boss):
    client.force_login(boss, "allauth.account.auth_backends.AuthenticationBackend")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def alike(db):
    """Two records of one invented association, and one that has nothing to do with them."""
    one = OrganisationFactory(name="Coordination des puisatiers de Trevoll")
    two = OrganisationFactory(name="Coordination des Puisatiers de Trévoll (association loi 1901)")
    OrganisationFactory(name="Orchestre municipal de Karvina")
    return one, two
