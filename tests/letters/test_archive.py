"""What anyone may read: open newsletters, and issues from the moment they leave."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.letters import IssueFactory, IssueItemFactory, NewsletterFactory
from tests.letters.kit import text

pytestmark = pytest.mark.django_db


def sent(newsletter, number, **fields):
    now = timezone.now()
    moments = {"planned_at": now, "started_at": now, "sent_at": now}
    return IssueFactory(newsletter=newsletter, number=number, state="sent", **moments, **fields)


@pytest.fixture
def newsletter():
    return NewsletterFactory(slug="monthly", title="The monthly", language="en")


def read(client, *parts):
    return client.get("/".join(["/en/letters", *map(str, parts), ""]))


def test_issues_are_listed_and_read(client, newsletter):
    first, second = sent(newsletter, 1, subject="First"), sent(newsletter, 2, subject="Second")
    IssueItemFactory(issue=second, title="A march in Tunis", address="https://network.example/en/a-march/")
    listed = text(read(client, "monthly"))
    assert listed.index("Second") < listed.index("First")
    page = text(read(client, "monthly", 2))
    assert "A march in Tunis" in page
    assert "<strong>Much</strong>" in page
    assert 'rel="prev"' in page
    assert 'rel="next"' in text(read(client, "monthly", first.number))


def test_a_draft_answers_like_what_does_not_exist(client, newsletter):
    IssueFactory(newsletter=newsletter, subject="Secret")
    assert "Secret" not in text(read(client, "monthly"))
    assert read(client, "monthly", 1).status_code == read(client, "monthly", 99).status_code == 404


def test_a_closed_newsletter_without_archive_is_not_there(client):
    NewsletterFactory(slug="closed", is_open=False)
    assert read(client, "closed").status_code == 404
    assert "closed" not in text(read(client))


def test_markup_that_was_typed_is_shown_as_typed(client, newsletter):
    sent(newsletter, 1, introduction="<script>alert(1)</script> <b>A & B</b> https://example.org/?a=1&b=2")
    page = text(read(client, "monthly", 1))
    assert "&lt;script&gt;" in page
    assert "<b>A" not in page
    assert 'href="https://example.org/?a=1&amp;b=2"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_much_for_many_as_for_one(client, newsletter, count, django_assert_max_num_queries):
    for number in range(1, count + 1):
        sent(newsletter, number)
        NewsletterFactory()
    for path, most in ((reverse("letters:list"), 6), ("/en/letters/monthly/", 7)):
        client.get(path)
        with django_assert_max_num_queries(most):
            client.get(path)
