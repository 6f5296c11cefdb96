"""Error pages: what to do next, never whether something exists; ours needs neither database nor request."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.test import Client
from django.urls import path
from django.utils import translation

from config import urls

HEADERS = (
    "Content-Security-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret reason")


urlpatterns = [path("broken/", broken), *urls.urlpatterns]


@pytest.mark.django_db
def test_nothing_here_says_what_to_do(client: Client):
    answer = client.get("/en/no-such-page/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "no page that you may read" in page
    assert "no-such-page" not in page.split("<main")[1].split("</main>")[0]
    assert 'href="/ar/no-such-page/"' in page


@pytest.mark.django_db
def test_every_error_carries_the_headers(client: Client):
    answer = client.get("/en/no-such-page/")
    assert [name for name in HEADERS if name not in answer.headers] == []
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.urls("tests.ui.test_errors")
def test_our_fault_is_said_without_its_reason():
    client = Client(raise_request_exception=False)
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert "secret reason" not in answer.content.decode()
    assert "<main" in answer.content.decode()
    assert [name for name in HEADERS if name not in answer.headers] == []


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_our_fault_is_said_without_database_or_request(name: str):
    with translation.override("en"):
        page = get_template(name).render()
    assert "<h1>" in page
    assert "Sign in" not in page


@pytest.mark.django_db
def test_form_without_its_token_is_told_to_send_again():
    answer = Client(enforce_csrf_checks=True).post("/fr/accounts/login/", {})
    assert answer.status_code == 403
    assert 'class="lead"' in answer.content.decode()
    assert "CSRF" not in answer.content.decode().split("<main")[1]
