"""The link is a key: it is in the letter, and nowhere else; and it opens no more than it should."""

import io
import logging

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from tests import mail_server
from tests.canaries import gather, plant, text_of
from tests.exchange.freshness.kit import asked, link, token_of, with_mailbox
from tests.factories.network import ContactFactory
from tests.mail_server import work

from maillage.exchange.freshness.actions import asking
from maillage.exchange.freshness.queries import hash_token
from maillage.network.enums import Audience, ContactKind
from maillage.notices.models import Letter

pytestmark = pytest.mark.django_db


def everything_in_the_database():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        words = []
        for table in tables:
            cursor.execute(f'SELECT to_jsonb("{table}")::text FROM "{table}"')  # noqa: S608 -- names of our own tables
            words += [row for (row,) in cursor.fetchall()]
    return "\n".join(words)


@pytest.fixture
def sink(settings, transactional_db, monkeypatch):
    settings.EMAIL_BACKEND = "maillage.notices.backends.QueuedMail"
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    with mail_server.listening() as (kept, settings.EMAIL_PORT):
        yield kept


@pytest.mark.django_db(transaction=True)
def test_token_is_in_the_letter_and_nowhere_else(sink, client):
    asking.ask(with_mailbox("hello@example.org"), by=None)
    work()
    [(recipients, letter)] = sink.letters
    assert recipients == ["hello@example.org"]
    assert letter["Auto-Submitted"] == "auto-generated"
    token = token_of(letter)
    assert not Letter.objects.exists()
    kept = everything_in_the_database()
    assert token not in kept
    assert hash_token(token) in kept
    assert client.post(link(token), {"answer": "right"}).status_code == 302
    kept = everything_in_the_database()
    assert token not in kept
    assert hash_token(token) not in kept


@pytest.mark.django_db(transaction=True)
def test_the_worker_asks_and_a_new_link_comes_by_the_worker_too(sink, client):
    from datetime import timedelta

    from django.utils import timezone

    from maillage.exchange.freshness.tasks import ask_organisations
    from maillage.network.models import Organisation

    organisation = with_mailbox("hello@example.org")
    Organisation.objects.update(last_confirmed_on=timezone.localdate() - timedelta(days=500))
    ask_organisations.defer(timestamp=0)
    work()
    assert len(sink.letters) == 1
    organisation.check_requests.update(last_sent_at=timezone.now() - timedelta(hours=2))
    client.post("/en/check/", {"email": "Hello@Example.org"})
    client.post("/en/check/", {"email": "nobody@example.org"})
    work()
    assert [recipients for recipients, _letter in sink.letters] == [["hello@example.org"]] * 2
    assert [client.get(link(token_of(letter))).status_code for _to, letter in sink.letters] == [200, 200]
    assert "nobody@example" not in everything_in_the_database()


def test_no_log_holds_a_link_that_works():
    token = asked(with_mailbox())[1]
    [handler] = [h for h in logging.getLogger().handlers if h.get_name() == "console"]
    written = io.StringIO()
    before = handler.setStream(written)
    try:
        strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
        strict.post(link(token), {"answer": "right"})  # refused: no key of the form
        strict.put(link(token))
        Client().post(link(token), {"answer": "nonsense"})
        Client().get(link("y" * 43))
        logging.getLogger("django.request").error("Internal Server Error: %s", link(token))  # as Django says it
    finally:
        handler.setStream(before)
    assert "Internal Server Error: /en/check/…/" in written.getvalue()
    assert token not in written.getvalue()
    assert "y" * 43 not in written.getvalue()


def test_what_the_link_shows_is_what_members_read_of_it_and_no_tie_but_public_ones(client):
    """Canaries: the holder of a link hears nothing a member may not, and nothing for members of any other record."""
    aviary = plant()
    gather(aviary)
    for audience, organisation in aviary.organisations.items():
        ContactFactory(organisation=organisation, kind=ContactKind.EMAIL, value=f"first{audience}@example.org")
        organisation.contacts.exclude(value__startswith="first").delete()
        _request, token = asked(organisation)
        for view in ("check", "check-correct"):
            said = text_of(client.get(link(token, view)))
            heard = {word for word in aviary.words if word in said}
            assert heard <= aviary.allowed_to("member")
            about_others = {word for word in heard if aviary.words[word][0] == "tied organisation"}
            assert about_others <= aviary.allowed_to("stranger")
            if audience >= Audience.CIRCLE:
                assert heard <= aviary.allowed_to("stranger")


def test_links_are_not_exported_nor_shown_in_the_admin():
    from maillage.exchange.archive.tables import tables

    names = [name for name, _table in tables]
    assert "exchange.checklink" not in names
    assert {"exchange.checkrequest", "exchange.checkstop"} <= set(names)
    assert apps.get_model("exchange.checklink")
