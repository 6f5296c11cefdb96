"""Coming in by each door, in a real browser, under the instance's own policy."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Page, expect
from tests import mail_server
from tests.factories.accounts import PASSWORD, PersonFactory
from tests.mail_server import Sink

from maillage.accounts.models import Person

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person(transactional_db: None) -> Person:
    cache.clear()
    return PersonFactory(email="amal@example.org", name="Amal", language="en")


@pytest.fixture
def post(settings, transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    """Letters really queued, and a server that receives them."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    settings.EMAIL_BACKEND = "maillage.notices.backends.QueuedMail"
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with mail_server.listening() as (sink, settings.EMAIL_PORT):
        yield sink


def sign_in_by_password(page: Page, base: str, person: Person) -> None:
    page.goto(f"{base}/en/accounts/login/")
    page.locator("#id_login").fill(person.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")


def confirm_by_password(page: Page) -> None:
    expect(page).to_have_url(re.compile("/reauthenticate/"))
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")


def expect_inside(page: Page, base: str) -> None:
    expect(page).to_have_url(f"{base}/en/desk/")
    page.goto(f"{base}/en/me/")
    expect(page.locator("#id_name")).to_have_value("Amal")


def test_password_opens_with_the_keyboard_alone(page: Page, live_server, person, no_outside_requests) -> None:
    page.goto(f"{live_server.url}/en/accounts/login/")
    for _n in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "id_login":
            break
    page.keyboard.type(person.email)
    while page.evaluate("document.activeElement.id") != "id_password":
        page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    while page.evaluate("document.activeElement.className") != "act":
        page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Space")
    expect_inside(page, live_server.url)


def test_code_read_from_the_letter_opens(page: Page, live_server, person, post: Sink, no_outside_requests) -> None:
    page.goto(f"{live_server.url}/en/accounts/login/code/")
    page.locator("#id_email").fill(person.email)
    page.locator("#id_email").press("Enter")
    expect(page.locator("#id_code")).to_be_visible()
    mail_server.work()
    [(recipients, letter)] = post.letters
    assert recipients == [person.email]
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})\r?$", letter.get_content(), re.MULTILINE).group(1)
    page.locator("#id_code").fill(code)
    page.locator("#id_code").press("Enter")
    expect_inside(page, live_server.url)


def test_passkey_is_added_then_opens_without_a_password(page, live_server, person, no_outside_requests) -> None:
    add_virtual_key(page)
    sign_in_by_password(page, live_server.url, person)
    page.wait_for_url("**/desk/")
    page.goto(f"{live_server.url}/en/accounts/2fa/webauthn/add/")
    confirm_by_password(page)
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$"))
    assert Authenticator.objects.filter(user=person, type="webauthn").count() == 1
    page.goto(f"{live_server.url}/en/accounts/logout/")
    page.locator("main button.act").click()
    page.goto(f"{live_server.url}/en/accounts/login/")
    page.locator("#passkey_login").click()
    expect_inside(page, live_server.url)


def add_virtual_key(page: Page) -> None:
    tools: Any = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_authenticator_app_becomes_the_second_step(page, live_server, person, no_outside_requests) -> None:
    sign_in_by_password(page, live_server.url, person)
    page.wait_for_url("**/desk/")
    page.goto(f"{live_server.url}/en/accounts/2fa/totp/activate/")
    confirm_by_password(page)
    secret = page.locator("code.secret").inner_text()
    page.locator("#id_code").fill(code_of(secret))
    page.locator("#id_code").press("Enter")
    expect(page.locator("main code").first).to_have_text(re.compile(r"^\d{8}$"))
    spare = page.locator("main code").first.inner_text()
    page.goto(f"{live_server.url}/en/accounts/logout/")
    page.locator("main button.act").click()
    sign_in_by_password(page, live_server.url, person)
    expect(page).to_have_url(re.compile("/2fa/authenticate/"))
    page.locator("#id_code").fill(spare)
    page.locator("#id_code").press("Enter")
    expect_inside(page, live_server.url)


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def test_a_session_is_ended_from_another(page: Page, browser, live_server, person) -> None:
    elsewhere = browser.new_context().new_page()
    sign_in_by_password(elsewhere, live_server.url, person)
    elsewhere.wait_for_url("**/desk/")
    theirs = UserSession.objects.get()
    sign_in_by_password(page, live_server.url, person)
    page.wait_for_url("**/desk/")
    page.goto(f"{live_server.url}/en/me/sessions/")
    page.locator(f'form[action$="/{theirs.pk}/end/"] button').click()
    expect(page.locator("ol.ledger > li")).to_have_count(1)
    elsewhere.goto(f"{live_server.url}/en/me/")
    expect(elsewhere).to_have_url(re.compile("/accounts/login/"))
    elsewhere.context.close()
