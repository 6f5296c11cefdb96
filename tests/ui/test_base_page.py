"""The base of every page: language, direction, menus, colours; and its address in the other languages."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_page_says_its_language_and_direction(client: Client):
    assert '<html lang="fr" dir="ltr">' in client.get("/fr/").content.decode()
    assert '<html lang="ar" dir="rtl">' in client.get("/ar/").content.decode()


def test_page_title_ends_with_the_name_of_the_network(client: Client):
    assert "Maillage</title>" in client.get("/en/what-we-show/").content.decode()


def test_every_page_links_to_itself_in_the_other_languages(client: Client):
    page = client.get("/fr/what-we-show/?from=here").content.decode()
    for language in ("en", "es", "pt", "ar"):
        assert f'href="/{language}/what-we-show/?from=here" lang="{language}" hreflang="{language}"' in page


def test_stranger_is_offered_to_sign_in_and_nothing_else(client: Client):
    page = client.get("/en/").content.decode()
    assert "Sign in" in page
    assert "Back office" not in page
    assert "My space" not in page


def test_chosen_colours_are_kept_in_a_cookie(client: Client):
    answer = client.post("/theme/", {"theme": "dark", "next": "/en/what-we-show/"})
    assert answer.headers["Location"] == "/en/what-we-show/"
    assert client.cookies["theme"].value == "dark"
    assert 'data-theme="dark"' in client.get("/en/").content.decode()


def test_colours_as_on_the_device_forget_the_cookie(client: Client):
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": "auto"})
    assert "data-theme" not in client.get("/en/").content.decode()


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_choices_never_send_elsewhere(client: Client, address: str):
    assert client.post("/theme/", {"theme": "dark", "next": address}).headers["Location"] == "/"
    assert client.get("/language/ar/", {"next": address}).headers["Location"] == "/"


@pytest.mark.parametrize(("look", "value"), [("text-size", "larger"), ("pictures", "asked")])
def test_other_looks_are_chosen_and_forgotten_like_colours(client: Client, look: str, value: str):
    answer = client.post(f"/{look}/", {look: value, "next": "/en/"})
    assert answer.headers["Location"] == "/en/"
    assert client.cookies[look].value == value
    client.post(f"/{look}/", {look: "auto"})
    assert client.cookies[look].value == ""


def test_the_size_of_the_text_is_on_every_page(client: Client):
    client.cookies["text-size"] = "large"
    assert 'data-text="large"' in client.get("/en/").content.decode()
    client.cookies["text-size"] = '"><script>'
    assert "data-text" not in client.get("/en/").content.decode()


def test_unknown_colours_are_ignored(client: Client):
    client.cookies["theme"] = '"><script>'
    assert "data-theme" not in client.get("/en/").content.decode()


def test_language_choice_is_kept_for_addresses_without_one(client: Client):
    answer = client.get("/language/ar/", {"next": "/accounts/login/"})
    assert answer.headers["Location"] == "/accounts/login/"
    assert client.cookies["language"].value == "ar"


def test_unknown_language_is_ignored(client: Client):
    client.get("/language/xx/", {"next": "/"})
    assert "language" not in client.cookies
