"""What every answer carries, and what no request brings in."""

from collections.abc import Callable

import pytest
from django.conf import settings as live
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from tests.factories.accounts import PASSWORD, PersonFactory

from config.urls import urlpatterns as real
from maillage.kit.middleware import NOBODY, ForgetVisitor

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError


def plain(request):
    return HttpResponse("plain")


urlpatterns = [path("broken/", broken), path("plain/", plain), *real]


@pytest.fixture
def visitor(settings, tmp_path, monkeypatch) -> Client:
    settings.ROOT_URLCONF = __name__
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "here.css").write_text("a {}", encoding="utf-8")
    return Client(raise_request_exception=False)


def forged(client: Client):
    strict = Client(enforce_csrf_checks=True)
    return strict.post("/fr/accounts/login/", {})


ANSWERS: dict[str, tuple[int, Callable[[Client], HttpResponse]]] = {
    "page": (200, lambda client: client.get("/plain/")),
    "sign-in": (200, lambda client: client.get("/fr/accounts/login/")),
    "health": (200, lambda client: client.get("/healthz")),
    "redirect": (302, lambda client: client.get("/")),
    "wrong host": (400, lambda client: client.get("/plain/", headers={"host": "evil.example"})),
    "forged form": (403, forged),
    "nothing there": (404, lambda client: client.get("/fr/nothing/")),
    "wrong method": (405, lambda client: client.post("/fr/me/data/")),
    "breakdown": (500, lambda client: client.get("/broken/")),
    "static": (200, lambda client: client.get("/static/here.css")),
    "no such static": (404, lambda client: client.get("/static/nothing.css")),
}
HEADERS = {
    "Permissions-Policy": "geolocation=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=31536000",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_carries_the_headers_of_safety(visitor: Client, settings, name: str) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    status, ask = ANSWERS[name]
    if status == 405:
        visitor.force_login(PersonFactory())
    answer = ask(visitor)
    answer.close()
    assert answer.status_code == status
    for header, value in HEADERS.items():
        assert value in answer.headers.get(header, ""), header
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_plain_http_promises_no_https(visitor: Client) -> None:
    assert "Strict-Transport-Security" not in visitor.get("/plain/").headers


def test_back_office_has_its_own_policy_and_the_same_headers(client: Client) -> None:
    answer = client.get("/admin/")
    assert "'self'" in answer["Content-Security-Policy"]
    assert "form-action 'self'" in answer["Content-Security-Policy"]
    assert answer["Permissions-Policy"]


def test_pages_are_kept_by_no_shared_cache_and_static_files_may_be(visitor: Client) -> None:
    assert visitor.get("/plain/")["Cache-Control"] == "private, no-cache"
    static = visitor.get("/static/here.css")
    static.close()
    assert "private" not in static["Cache-Control"]


TELLING = {
    "HTTP_USER_AGENT": "Canary/9.9 (secret browser)",
    "HTTP_X_FORWARDED_FOR": "203.0.113.77",
    "HTTP_X_REAL_IP": "203.0.113.77",
    "HTTP_FORWARDED": "for=203.0.113.77",
    "HTTP_CF_CONNECTING_IP": "203.0.113.77",
    "HTTP_TRUE_CLIENT_IP": "203.0.113.77",
    "HTTP_SEC_CH_UA": "Canary/9.9",
    "HTTP_SEC_CH_UA_PLATFORM": "Canary/9.9",
    "REMOTE_HOST": "203.0.113.77",
    "REMOTE_ADDR": "203.0.113.77",
}


def test_visitor_is_forgotten_before_anything_else() -> None:
    seen = {}

    def look(request):
        seen.update(request.META)
        return HttpResponse()

    ForgetVisitor(look)(RequestFactory().get("/", **TELLING, HTTP_ACCEPT_LANGUAGE="ar"))
    told = [value for value in seen.values() if isinstance(value, str)]
    assert not any("203.0.113.77" in value or "Canary" in value for value in told)
    assert seen["REMOTE_ADDR"] == NOBODY
    assert seen["HTTP_ACCEPT_LANGUAGE"] == "ar"
    assert live.MIDDLEWARE[0] == "maillage.kit.middleware.ForgetVisitor"


def test_no_table_keeps_an_address_or_a_browser() -> None:
    """Sign in, fail to, change things, wait with a suspended form: then search every text of every table."""
    from django.contrib.sessions.models import Session
    from django.db import connection

    person = PersonFactory(email="amal@example.org", language="en")
    client = Client(**TELLING)
    for password in ("not this one at all", PASSWORD):
        client.post("/en/accounts/login/", {"login": person.email, "password": password})
    client.post("/en/me/data/erase/", {"is_sure": "on"})  # suspended: the session keeps the request
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/en/accounts/email/", {"email": "new@example.org", "action_add": ""})
    client.post("/en/accounts/password/reset/", {"email": person.email})
    client.get("/en/me/sessions/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" row WHERE row::text ~ %s', ["203.0.113.77|Canary"])  # noqa: S608
            assert cursor.fetchone() == (0,), table
        cursor.execute("SELECT count(*) FROM usersessions_usersession")
        assert cursor.fetchone()[0] >= 1
    for session in Session.objects.all():  # their content is packed: unpack it
        assert "203.0.113.77" not in str(session.get_decoded())
        assert "Canary" not in str(session.get_decoded())


def test_static_files_of_signing_in_exist() -> None:
    for name in ("mfa/js/webauthn.js", "mfa/js/webauthn-json.js", "account/js/onload.js"):
        assert finders.find(name)


def sized(request, kind):
    return HttpResponse("words " * 200, content_type={"page": "text/html", "picture": "image/png"}[kind])


urlpatterns.insert(0, path("sized/<kind>/", sized))


@pytest.mark.parametrize(
    ("kind", "accepts", "encoding"), [("page", "br, gzip", "gzip"), ("page", "", None), ("picture", "gzip", None)]
)
def test_words_go_out_small_and_pictures_as_they_are(visitor, kind, accepts, encoding):
    answer = visitor.get(f"/sized/{kind}/", HTTP_ACCEPT_ENCODING=accepts)
    assert answer.headers.get("Content-Encoding") == encoding
    assert (len(answer.content) < 400) == (encoding == "gzip")


def test_a_tag_of_a_small_answer_is_still_recognised(visitor):
    first = visitor.get("/api/v1/territories", HTTP_ACCEPT_ENCODING="gzip")
    again = visitor.get("/api/v1/territories", HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (first.status_code, again.status_code) == (200, 304)
