"""Coming in, by each door; and nobody learns from the doors who is known here."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import PASSWORD, PersonFactory

from maillage.accounts.models import Person

UNKNOWN = "nobody@example.org"


def code_in(letter: mail.EmailMessage) -> str:
    found = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]+$", letter.body, re.MULTILINE)
    assert found, letter.body
    return found.group()


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("accounts:me")).status_code == 200


def test_password_opens_the_desk_in_the_persons_language(client: Client, person: Person) -> None:
    Person.objects.update(language="ar")
    answer = client.post(reverse("account_login"), {"login": "Amal@Example.org", "password": PASSWORD})
    assert answer["Location"] == "/ar/desk/"
    assert answer.cookies["language"].value == "ar"
    assert is_signed_in(client)


def test_wrong_password_keeps_the_door_closed(client: Client, person: Person) -> None:
    client.post(reverse("account_login"), {"login": person.email, "password": "not this one at all"})
    assert not is_signed_in(client)


def test_closed_account_does_not_open(client: Client, person: Person) -> None:
    Person.objects.update(is_active=False)
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)
    assert not is_signed_in(client)


def test_code_by_mail_opens_once(client: Client, person: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": person.email})
    code = code_in(mail.outbox[0])
    assert client.post(reverse("account_confirm_login_code"), {"code": code}).status_code == 302
    assert is_signed_in(client)
    other = Client()
    other.post(reverse("account_confirm_login_code"), {"code": code})
    assert not is_signed_in(other)


def test_code_wrong_three_times_is_spent(client: Client, person: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": person.email})
    for _n in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"})
    client.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[0])})
    assert not is_signed_in(client)


def test_code_too_old_is_refused(client: Client, person: Person, time_machine) -> None:
    time_machine.move_to("2026-11-01 10:00Z", tick=False)
    client.post(reverse("account_request_login_code"), {"email": person.email})
    time_machine.move_to("2026-11-01 10:16Z", tick=False)
    client.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[0])})
    assert not is_signed_in(client)


def test_letter_is_in_the_recipients_language_and_asks_for_no_answer(client: Client, person: Person) -> None:
    Person.objects.update(language="ar")
    client.post(reverse("account_request_login_code"), {"email": person.email})
    [letter] = mail.outbox
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert letter.extra_headers["Content-Language"] == "ar"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_login", {"login": "{}", "password": "not this one at all"}),
        ("account_request_login_code", {"email": "{}"}),
        ("account_reset_password", {"email": "{}"}),
    ],
)
def test_known_and_unknown_addresses_get_the_same_answer(name, fields, person, django_assert_num_queries) -> None:
    answers = {}
    for address in (person.email, UNKNOWN):
        client = Client()
        filled = {key: value.format(address) for key, value in fields.items()}
        first = client.post(reverse(name), filled)
        last = client.get(first["Location"]) if first.status_code == 302 else first
        answers[address] = (first.status_code, first.get("Location"), _bare(last, address))
    assert answers[person.email] == answers[UNKNOWN]


def _bare(answer, address: str) -> str:
    """The page without the token of its form and the address just typed."""
    text = answer.content.decode().replace(address, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_known_and_unknown_addresses_are_both_written_to(client: Client, person: Person) -> None:
    for address in (person.email, UNKNOWN):
        Client().post(reverse("account_request_login_code"), {"email": address})
        Client().post(reverse("account_reset_password"), {"email": address})
    assert [letter.to for letter in mail.outbox] == [[person.email]] * 2 + [[UNKNOWN]] * 2


def test_unknown_address_costs_a_password_check_too(client: Client, person: Person, settings) -> None:
    """The slow part of a wrong sign-in, the fingerprint of the password, is worked out in both cases."""
    from django.contrib.auth import hashers

    settings.PASSWORD_HASHERS = ["tests.accounts.hashers.Counting"]
    hashers.get_hashers.cache_clear()
    from tests.accounts.hashers import Counting

    person.set_password(PASSWORD)
    person.save()
    counts = []
    for address in (person.email, UNKNOWN):
        Counting.count = 0
        client.post(reverse("account_login"), {"login": address, "password": "not this one at all"})
        counts.append(Counting.count)
    hashers.get_hashers.cache_clear()
    assert counts[0] == counts[1] > 0


def test_tries_are_counted_by_account_and_never_for_all(client: Client, person: Person) -> None:
    """Everyone seems to come from one address: one person's failures must not close the door to another."""
    other = PersonFactory(email="bea@example.org")
    for _n in range(6):
        refused = client.post(reverse("account_login"), {"login": person.email, "password": "not this one at all"})
    assert "Too many" in refused.content.decode()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert not is_signed_in(client)
    Client().post(reverse("account_login"), {"login": "x@example.org", "password": PASSWORD})
    visitor = Client()
    assert visitor.post(reverse("account_login"), {"login": other.email, "password": PASSWORD}).status_code == 302


def test_forty_people_can_come_in_within_a_minute(person: Person) -> None:
    for _n in range(40):
        assert Client().post(reverse("account_login"), {"login": person.email, "password": PASSWORD}).status_code == 302


def test_codes_are_not_sent_without_end(person: Person) -> None:
    for _n in range(6):
        Client().post(reverse("account_request_login_code"), {"email": person.email})
    assert len(mail.outbox) == 3


def test_reset_link_sets_a_password_and_ends_other_sessions(client: Client, person: Person, sign_in) -> None:
    elsewhere = Client()
    sign_in(elsewhere, person)
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"https?://[^/]+(\S+reset\S+)", mail.outbox[0].body).group(1)
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0]
    fresh = "another long passphrase"
    client.post(address, {"password1": fresh, "password2": fresh})
    person.refresh_from_db()
    assert person.check_password(fresh)
    assert not is_signed_in(elsewhere)


@pytest.mark.parametrize(
    "address", ["/en/accounts/signup/", "/accounts/signup/", "/en/accounts/3rdparty/", "/en/accounts/social/signup/"]
)
def test_what_is_not_offered_does_not_exist(client: Client, db: None, address: str) -> None:
    answer = client.get(address, follow=True)
    assert answer.status_code == 404
    assert client.post(address, {"email": "x@example.org"}, follow=True).status_code == 404
    assert not Person.objects.exists()


def test_pages_speak_the_language_of_their_address(client: Client, db: None) -> None:
    assert 'lang="pt"' in client.get("/pt/accounts/login/").content.decode()
    assert client.get("/accounts/login/", headers={"accept-language": "es"})["Location"] == "/es/accounts/login/"


def test_new_people_have_a_proven_address(person: Person) -> None:
    [address] = EmailAddress.objects.filter(user=person)
    assert (address.email, address.verified, address.primary) == (person.email, True, True)
