"""Every page and letter of signing in is ours: our sheet, our words, nothing inline, nobody named by accident."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

import maillage.accounts
from maillage.accounts.models import Person
from maillage.kit.letters import compose

TEMPLATES = Path(maillage.accounts.__file__).parent / "templates"
LETTERS = sorted(
    str(path.relative_to(TEMPLATES).with_suffix(""))
    for folder in ("account/email", "mfa/email", "accounts/mail")
    for path in (TEMPLATES / folder).glob("*.txt")
    if path.stem not in {"foot", "not_me"}
)
OPEN = ("account_login", "account_request_login_code", "account_reset_password", "account_reset_password_done",
        "account_inactive", "accounts:erased")  # fmt: skip
OWN = (
    "accounts:me", "accounts:sessions", "accounts:data", "accounts:erase", "account_email", "account_logout",
    "account_change_password", "account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn",
    "mfa_add_webauthn",
)  # fmt: skip
INLINE = re.compile(r'\sstyle="|\son\w+="|<style|<script>|javascript:')


@pytest.mark.parametrize("letter", LETTERS)
def test_letter_has_a_subject_and_a_text_in_every_language(letter: str) -> None:
    for language, _name in settings.LANGUAGES:
        message = compose("a@example.org", letter, {"code": "ABCD-1234", "email": "a@example.org"}, language)
        assert message.subject
        assert settings.BASE_URL in message.body
        assert "&#" not in message.body


def test_every_letter_of_allauth_has_our_words() -> None:
    """What allauth can send and we did not write would fail when it is sent: better here."""
    import allauth.account
    import allauth.mfa

    theirs = Path(allauth.account.__file__).parents[1] / "templates"
    prefixes = {
        f"{folder}/{path.stem.removesuffix('_subject')}"
        for folder in ("account/email", "mfa/email")
        for path in (theirs / folder).glob("*_subject.txt")
    }
    assert prefixes - set(LETTERS) == {"account/email/password_reset_code"}  # we send a link


@pytest.mark.parametrize("name", OPEN)
def test_open_page_is_a_sheet_without_anything_inline(client: Client, db: None, name: str) -> None:
    check(client.get(reverse(name)).content.decode())


@pytest.mark.parametrize("name", OWN)
def test_own_page_is_a_sheet_without_anything_inline(signed_in: Client, name: str) -> None:
    check(signed_in.get(reverse(name)).content.decode())


def check(page: str) -> None:
    assert 'class="sheet' in page
    assert page.count("<h1") == 1
    assert not INLINE.search(page)
    assert "sign up" not in page.lower()


def test_too_many_tries_has_a_page() -> None:
    assert "Wait a few minutes" in get_template("429.html").render({})


def test_name_of_a_person_is_escaped_on_pages(signed_in: Client, person: Person) -> None:
    signed_in.post(reverse("accounts:me"), {"name": "<b>x</b>", "language": "en"})
    for name in ("accounts:me", "accounts:data"):
        assert "<b>x" not in signed_in.get(reverse(name)).content.decode()
