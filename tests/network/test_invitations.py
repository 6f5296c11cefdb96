"""The page an invitation leads to."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.network import MandateFactory, OrganisationFactory
from tests.network.mine_kit import errors, sign_in

from maillage.accounts.models import Person
from maillage.network.actions.mandates import cancel_invitation, invite
from maillage.network.models import Invitation, Mandate
from maillage.notices.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sud")


@pytest.fixture
def address(organisation, mailoutbox):
    inviter = MandateFactory(organisation=organisation).person
    invite(organisation, email="new@example.org", role="editor", language="fr", by=inviter)
    letter = mailoutbox[0].body if mailoutbox else bytes(Letter.objects.get().message).decode()
    path = re.search(r"/fr/invitation/[\w-]+/", letter.replace("=\n", ""))
    return path[0]


def test_looking_shows_who_invites_and_uses_nothing_up(client, organisation, address):
    for _time in range(3):
        page = client.get(address)
        assert page.status_code == 200
        assert "Sud" in page.content.decode()
    assert Invitation.objects.open().count() == 1
    assert "no-store" in page.headers["Cache-Control"]


def test_newcomer_gives_a_name_and_is_in(client, organisation, address, settings):
    settings.ACCOUNT_USER_MODEL_USERNAME_FIELD = None
    page = client.post(address, {"name": "Awa", "language": "fr"}, follow=True)
    person = Person.objects.get(email="new@example.org")
    assert page.status_code == 200
    assert page.context["user"] == person
    assert (person.name, person.language) == ("Awa", "fr")
    assert page.context["organisation"] == organisation
    assert Mandate.objects.current().filter(person=person, organisation=organisation, role="editor").exists()
    assert reverse("account_set_password") in page.content.decode()


def test_newcomer_without_a_name_is_asked_again(client, address):
    assert "name" in errors(client.post(address, {"name": "", "language": "fr"}))
    assert Invitation.objects.open().exists()


def test_person_signed_in_accepts_as_themselves(client, organisation, address):
    person = PersonFactory()
    sign_in(client, person).post(address)
    assert Mandate.objects.current().filter(person=person, organisation=organisation).exists()
    assert not Person.objects.filter(email="new@example.org").exists()


def test_someone_known_signs_in_first(client, address):
    """The link proves an address, not a second factor: it opens no account that exists."""
    PersonFactory(email="new@example.org")
    page = client.post(address, {"name": "Awa", "language": "fr"})
    assert reverse("account_login") in page.content.decode()
    assert not page.wsgi_request.user.is_authenticated
    assert Invitation.objects.open().exists()


@pytest.mark.parametrize("end", ["used", "cancelled", "old", "wrong"])
def test_link_that_is_over_says_the_same_whatever_the_reason(client, address, end):
    if end == "used":
        sign_in(client, PersonFactory()).post(address)
        client.logout()
    elif end == "cancelled":
        cancel_invitation(Invitation.objects.get(), by=None)
    elif end == "old":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    else:
        address = "/fr/invitation/not-a-token/"
    for answer in (client.get(address), client.post(address, {"name": "X", "language": "fr"})):
        assert answer.status_code == 410
        assert "Sud" not in answer.content.decode()
    assert not Person.objects.filter(email="new@example.org").exists()
