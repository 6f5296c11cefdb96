"""From the form to the mailbox and back, with a real mail server, in a real browser; with and without JavaScript."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests import mail_server
from tests.e2e.conftest import OpenPage, assert_accessible
from tests.e2e.looks import assert_good_looks, in_every_look
from tests.factories.accounts import PersonFactory
from tests.factories.home import network_at_work
from tests.factories.letters import IssueFactory, IssueItemFactory, NewsletterFactory, SubscriptionFactory
from tests.factories.publications import ArticleFactory
from tests.mail_server import Sink, work

from maillage.letters import tokens
from maillage.letters.models import Issue, Subscription
from maillage.letters.tokens import Purpose

pytestmark = pytest.mark.e2e


@pytest.fixture
def post(settings, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    """Mails really queued, and a server that receives them."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    settings.BASE_URL = live_server.url
    settings.EMAIL_BACKEND = "maillage.notices.backends.QueuedMail"
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with mail_server.listening() as (sink, settings.EMAIL_PORT):
        yield sink


def plain(sink: Sink) -> str:
    body = sink.letters[-1][1].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link(sink: Sink, kind: str) -> str:
    found = re.search(rf"https?://\S+/{kind}/\S+", plain(sink))
    assert found, plain(sink)
    return found[0]


def test_subscribe_confirm_compose_send_and_leave(
    page: Page, open_page: OpenPage, live_server, post: Sink, sign_in, no_outside_requests: list[str]
):
    network_at_work()
    newsletter = NewsletterFactory(slug="monthly", title="The monthly")
    editor = PersonFactory(email="editor@example.org", language="en")
    newsletter.editors.add(editor)
    ArticleFactory(title="A march in Tunis", language="en")
    ArticleFactory(title="Une marche à Tunis", language="fr")

    reader = open_page("/en/letters/", language="en", javascript=False, width=360)
    reader.get_by_label("The monthly").check()
    reader.get_by_label("Your e-mail address").fill("amal@example.org")
    reader.get_by_role("button", name="Subscribe").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Look in your mailbox")
    work()
    reader.goto(link(post, "confirm"))
    assert not Subscription.objects.confirmed().exists()
    reader.get_by_role("button", name="Yes, I subscribe").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("You are subscribed")

    sign_in(page, editor)
    page.goto(f"{live_server.url}/en/desk/")
    page.get_by_role("link", name="All newsletters").click()
    page.get_by_role("button", name="Begin an issue").click()
    page.get_by_label("subject").fill("November")
    page.get_by_label("introduction").fill("Dear *readers*")
    expect(page.get_by_text("Une marche à Tunis")).to_have_count(0)
    page.get_by_label("A march in Tunis").check()
    page.get_by_role("button", name="Put in").click()
    expect(page.get_by_role("button", name="Take out")).to_be_visible()
    expect(page.get_by_label("subject")).to_have_value("November")
    assert_accessible(page)
    page.get_by_role("button", name="See it as readers will").click()
    assert_accessible(page)
    page.get_by_role("button", name="Send it to me").click()
    expect(page.get_by_text("It is on its way to editor@example.org.")).to_be_visible()
    page.get_by_role("link", name="Send or plan").click()
    assert_accessible(page)
    page.get_by_role("button", name="Send it now").click()
    work()
    page.goto(page.url)
    expect(page.get_by_text("taken by the mail server")).to_be_visible()
    assert_accessible(page)
    assert Issue.objects.get().figures == {"handed": 1}

    assert post.letters[-1][0] == ["amal@example.org"]
    assert "A march in Tunis" in plain(post)
    leave = str(post.letters[-1][1]["List-Unsubscribe"]).strip(" <>")
    answer = reader.request.post(leave, form={"List-Unsubscribe": "One-Click"}, max_redirects=0)
    assert answer.status == 200
    assert Subscription.objects.get().state == "left"
    reader.goto(f"{live_server.url}/en/letters/monthly/1/")
    expect(reader.get_by_role("link", name="A march in Tunis")).to_be_visible()


@pytest.fixture
def world() -> Subscription:
    network_at_work()
    newsletter = NewsletterFactory(slug="monthly", title="La lettre", language="fr")
    NewsletterFactory(slug="arabic", title="الرسالة", language="ar")
    now = timezone.now()
    for number in (1, 2):
        issue = IssueFactory(
            newsletter=newsletter, number=number, state="sent", planned_at=now, started_at=now, sent_at=now
        )
        IssueItemFactory(issue=issue)
    return SubscriptionFactory(newsletter=newsletter)


@in_every_look
def test_pages_of_readers_are_accessible_and_fit(
    open_page: OpenPage, world: Subscription, language: str, theme: str, width: int
):
    SubscriptionFactory(address=world.address, state="asked")
    made = {purpose: tokens.make(purpose, world.key) for purpose in Purpose}
    page = open_page(f"/{language}/letters/", language=language, theme=theme, width=width, for_axe=True)
    base = page.url
    paths = ["", "monthly/", "monthly/2/", "asked/", "link/", "done/left/", "confirm/none/"]
    for path in paths + [f"{purpose}/{token}/" for purpose, token in made.items()]:
        page.goto(f"{base}{path}")
        assert_good_looks(page, width)


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_editors_are_accessible_and_fit(page: Page, live_server, sign_in, world: Subscription, width: int):
    editor = PersonFactory(language="en")
    world.newsletter.editors.add(editor)
    SubscriptionFactory(newsletter=world.newsletter, state="bounced")
    draft = IssueFactory(newsletter=world.newsletter)
    for _n in range(3):
        IssueItemFactory(issue=draft)
    sign_in(page, editor)
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("", "monthly/", "monthly/bounces/", f"issue/{draft.pk}/", f"issue/{draft.pk}/discard/"):
        page.goto(f"{live_server.url}/en/letters/office/{path}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than {width} px"
