"""My account, my sessions, signing in again."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.accounts.test_sign_in import code_in, is_signed_in
from tests.factories.accounts import PASSWORD, PersonFactory

from maillage.accounts.models import Person

OWN = ("me", "sessions", "data", "data-export", "erase", "confirm")
ALLAUTH = ("account_email", "account_change_password", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn")


@pytest.mark.parametrize("name", [f"accounts:{name}" for name in OWN] + list(ALLAUTH))
def test_own_pages_ask_a_stranger_to_sign_in(client: Client, db: None, name: str) -> None:
    assert client.get(reverse(name))["Location"].startswith(reverse("account_login"))


def test_name_and_language_can_be_changed(signed_in: Client, person: Person) -> None:
    answer = signed_in.post(reverse("accounts:me"), {"name": "أمل", "language": "ar"})
    assert answer["Location"] == "/ar/me/"
    assert answer.cookies["language"].value == "ar"
    person.refresh_from_db()
    assert (person.name, person.language) == ("أمل", "ar")


def test_wrong_language_is_refused_and_nothing_written(signed_in: Client, person: Person) -> None:
    assert signed_in.post(reverse("accounts:me"), {"name": "X", "language": "tlh"}).status_code == 422
    person.refresh_from_db()
    assert person.name == "Amal"


@pytest.mark.parametrize("name", ["account_email", "mfa_activate_totp", "mfa_add_webauthn", "accounts:erase"])
def test_changing_what_opens_the_door_asks_to_sign_in_again(client, person, sign_in, name) -> None:
    sign_in(client, person)
    answer = client.post(reverse(name), {"email": "new@example.org", "action_add": ""})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not EmailAddress.objects.filter(email="new@example.org").exists()


def test_who_has_no_password_confirms_by_a_code(client: Client, person: Person) -> None:
    person.set_unusable_password()
    person.save()
    client.post(reverse("account_request_login_code"), {"email": person.email})
    client.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[0])})
    asked = client.get(reverse("accounts:erase"))["Location"]
    assert asked.startswith(f"{reverse('accounts:confirm')}?next=")
    mail.outbox.clear()
    client.post(asked, {"send": "1"})
    assert "not the code" in client.post(asked, {"code": "AAAA-BBBB"}).content.decode()
    assert client.post(asked, {"code": code_in(mail.outbox[0]).lower()})["Location"] == "/en/me/data/erase/"
    assert client.get(reverse("accounts:erase")).status_code == 200


def test_confirmation_ends_after_five_minutes(signed_in: Client, time_machine) -> None:
    assert signed_in.get(reverse("accounts:erase")).status_code == 200
    time_machine.move_to(timezone.now() + timedelta(minutes=6))
    assert signed_in.get(reverse("accounts:erase")).status_code == 302


def test_new_address_replaces_the_old_once_proven(signed_in: Client, person: Person) -> None:
    mail.outbox.clear()
    signed_in.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    assert not EmailAddress.objects.filter(email="new@example.org").exists()
    code = code_in(next(letter for letter in mail.outbox if letter.to == ["new@example.org"]))
    signed_in.post(reverse("account_email_verification_sent"), {"code": code})
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["new@example.org"]
    assert any(letter.to == ["amal@example.org"] for letter in mail.outbox)


def test_authenticator_app_becomes_a_second_step(signed_in: Client, person: Person) -> None:
    page = signed_in.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page).group(1)
    from allauth.mfa.totp.internal import auth

    code = auth.format_hotp_value(auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time()))))
    signed_in.post(reverse("mfa_activate_totp"), {"code": code})
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    codes = re.findall(r"<code[^>]*>(\d{8})</code>", signed_in.get(reverse("mfa_view_recovery_codes")).content.decode())
    assert len(codes) == 10
    fresh = Client()
    step = fresh.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert step["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(fresh)
    fresh.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert is_signed_in(fresh)


def test_wrong_second_steps_are_counted(client: Client, person: Person) -> None:
    TOTP.activate(person, generate_totp_secret())
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    for _n in range(6):
        answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Too many" in answer.content.decode() or answer.status_code == 429


def test_a_session_can_be_ended_from_another(signed_in: Client, person: Person, sign_in) -> None:
    elsewhere = Client()
    sign_in(elsewhere, person)
    other = UserSession.objects.get(session_key=elsewhere.session.session_key)
    signed_in.post(reverse("accounts:end-session", args=[other.pk]))
    assert not is_signed_in(elsewhere)
    assert is_signed_in(signed_in)


def test_ending_the_present_session_signs_out(signed_in: Client) -> None:
    own = UserSession.objects.get()
    assert signed_in.post(reverse("accounts:end-session", args=[own.pk]))["Location"] == reverse("account_login")
    assert not is_signed_in(signed_in)


def test_sessions_of_others_do_not_exist(signed_in: Client, sign_in) -> None:
    other, theirs = PersonFactory(), Client()
    sign_in(theirs, other)
    session = UserSession.objects.get(user=other)
    assert signed_in.post(reverse("accounts:end-session", args=[session.pk])).status_code == 404
    assert is_signed_in(theirs)


def test_session_list_costs_the_same_for_one_and_three(signed_in: Client, person: Person, sign_in) -> None:
    counts = []
    signed_in.get(reverse("accounts:sessions"))  # says what earlier pages left to say
    for more in (0, 2):
        for _n in range(more):
            sign_in(Client(), person)
        with CaptureQueriesContext(connection) as queries:
            page = signed_in.get(reverse("accounts:sessions")).content.decode()
        assert page.count("End this one") == more + 1
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_last_use_moves_once_an_hour(client: Client, person: Person, sign_in, time_machine) -> None:
    time_machine.move_to("2026-03-01 10:00Z", tick=False)
    sign_in(client, person)
    for moment, expected in (("10:30", "10:00"), ("11:10", "11:10"), ("11:40", "11:10")):
        time_machine.move_to(f"2026-03-01 {moment}Z", tick=False)
        client.get(reverse("accounts:me"))
        assert f"{UserSession.objects.get().last_seen_at:%H:%M}" == expected


def test_changing_the_password_ends_the_other_sessions(signed_in: Client, person: Person, sign_in) -> None:
    elsewhere = Client()
    sign_in(elsewhere, person)
    fresh = "another long passphrase"
    signed_in.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    )
    assert is_signed_in(signed_in)
    assert UserSession.objects.count() == 1
    assert not is_signed_in(elsewhere)
