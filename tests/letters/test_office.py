"""Preparing an issue: who may, what is chosen, in which order, and what each button keeps."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory, sign_in
from tests.factories.letters import IssueFactory, IssueItemFactory, NewsletterFactory, SubscriptionFactory
from tests.factories.network import steward
from tests.letters.kit import text

from maillage.journal.models import Entry
from maillage.kit.digests import Item, Source, sources
from maillage.letters.models import Issue, IssueItem, Newsletter, Subscription

pytestmark = pytest.mark.django_db
ITEMS = [Item(title=f"Call {n}", standfirst="Join us.", address=f"/en/calls/{n}/") for n in range(3)]


@pytest.fixture
def newsletter():
    return NewsletterFactory(slug="monthly", title="The monthly")


@pytest.fixture
def editor(newsletter):
    person = PersonFactory(email="editor@example.org")
    newsletter.editors.add(person)
    return person


@pytest.fixture
def office(client, editor):
    sign_in(client, editor)
    return client


@pytest.fixture
def asked():
    """What a source was asked for."""
    asked: list[tuple] = []

    def items(*question):
        asked.append(question)
        return ITEMS

    sources.register("calls", Source(label="Calls", items=items))
    yield asked
    del sources._entries["calls"]


def at(name, **kwargs):
    return reverse(f"letters:{name}", kwargs=kwargs)


def compose(office, issue, **data):
    return office.post(at("issue-compose", pk=issue.pk), {"subject": "News", "introduction": "Hello", **data})


def test_strangers_sign_in_and_others_find_nothing(client, newsletter):
    issue = IssueFactory(newsletter=newsletter)
    paths = [
        at("office"), at("newsletter-add"), at("office-newsletter", slug="monthly"), at("bounces", slug="monthly"),
        at("issue-compose", pk=issue.pk), at("issue-preview", pk=issue.pk), at("issue-mail", pk=issue.pk),
        at("issue-send", pk=issue.pk), at("issue-progress", pk=issue.pk), at("issue-far", pk=issue.pk),
    ]  # fmt: skip
    assert {client.get(path).status_code for path in paths} == {302}
    sign_in(client, PersonFactory())
    assert {client.get(path).status_code for path in paths} == {404}


def test_an_editor_prepares_their_own_newsletters_only(office, newsletter):
    other = IssueFactory(newsletter=NewsletterFactory(slug="other", title="The other"))
    page = text(office.get(at("office")))
    assert "The monthly" in page
    assert "The other" not in page
    assert office.get(at("issue-compose", pk=other.pk)).status_code == 404
    assert office.post(at("issue-send", pk=other.pk), {"act": "now"}).status_code == 404
    assert office.get(at("newsletter-add")).status_code == 404
    assert office.get(at("newsletter-change", slug="monthly")).status_code == 404


def test_a_steward_adds_and_changes_a_newsletter(client, editor):
    sign_in(client, steward())
    values = {
        "title": "La mensuelle", "slug": "mensuelle", "description": "Une fois par mois.", "language": "fr",
        "editors": "editor@example.org", "is_open": "on",
    }  # fmt: skip
    answer = client.post(at("newsletter-add"), values)
    assert answer["Location"] == at("office-newsletter", slug="mensuelle")
    added = Newsletter.objects.get(slug="mensuelle")
    assert list(added.editors.all()) == [editor]
    again = client.post(at("newsletter-add"), values)
    assert again.status_code == 400
    client.post(at("newsletter-change", slug="mensuelle"), values | {"title": "Le mois", "editors": ""})
    added.refresh_from_db()
    assert (added.title, added.editors.count()) == ("Le mois", 0)
    assert [entry.details for entry in Entry.objects.filter(act="newsletter-changed")] == [
        {"fields": ["title", "editors"]}
    ]
    refused = client.post(at("newsletter-add"), values | {"slug": "office"})
    assert refused.status_code == 400
    refused = client.post(at("newsletter-add"), values | {"slug": "x", "editors": "nobody@nowhere.example"})
    assert "Nobody signs in here" in text(refused)


def test_an_issue_is_begun_filled_ordered_and_sent(office, newsletter, editor, asked):
    SubscriptionFactory(newsletter=newsletter)
    answer = office.post(at("issue-add", slug="monthly"))
    issue = Issue.objects.get()
    assert answer["Location"] == at("issue-compose", pk=issue.pk)
    assert "Call 1" in text(office.get(answer["Location"]))

    compose(office, issue, act="add", item=["calls /en/calls/0/", "calls /en/calls/2/"])
    first, second = IssueItem.objects.all()
    compose(office, issue, act=f"down-{first.pk}")
    assert [item.title for item in IssueItem.objects.all()] == ["Call 2", "Call 0"]
    compose(office, issue, act=f"remove-{second.pk}", subject="Other news")
    assert [item.title for item in IssueItem.objects.all()] == ["Call 0"]
    issue.refresh_from_db()
    assert (issue.subject, issue.introduction) == ("Other news", "Hello")
    assert asked[-1] == ("en", [], None)

    assert compose(office, issue, act="send")["Location"] == at("issue-send", pk=issue.pk)
    office.post(at("issue-send", pk=issue.pk), {"act": "now"})
    issue.refresh_from_db()
    assert issue.state == "ready"
    assert office.get(at("issue-compose", pk=issue.pk))["Location"] == at("issue-progress", pk=issue.pk)


def test_later_issues_ask_for_what_is_new(office, newsletter, asked):
    moment = timezone.now() - timedelta(days=3)
    IssueFactory(
        newsletter=newsletter, number=1, state="sent", planned_at=moment, started_at=moment, sent_at=timezone.now()
    )
    office.get(at("issue-compose", pk=IssueFactory(newsletter=newsletter).pk))
    assert asked[-1] == ("en", [], moment)


def test_what_a_source_no_longer_offers_is_not_put_in(office, newsletter, asked):
    issue = IssueFactory(newsletter=newsletter)
    answer = compose(office, issue, act="add", item=["calls /en/calls/9/"])
    assert "can no longer be chosen" in text(answer)
    assert compose(office, issue, act="add", item=["nothing"]).status_code == 400
    assert not IssueItem.objects.exists()


def test_a_trial_goes_to_oneself_alone(office, newsletter, editor):
    SubscriptionFactory(newsletter=newsletter)
    issue = IssueFactory(newsletter=newsletter)
    IssueItemFactory(issue=issue, title="A march")
    assert "A march" in text(office.get(at("issue-preview", pk=issue.pk)))
    assert "A march" in text(office.get(at("issue-mail", pk=issue.pk)))
    office.post(at("issue-preview", pk=issue.pk))
    from maillage.notices.models import Letter

    assert Letter.objects.get().recipients == [editor.email]
    assert not mail.outbox
    leave = reverse("letters:leave", kwargs={"token": "trial"})
    assert office.post(leave)["Location"] == at("done", what="trial")


def test_an_empty_issue_or_one_without_readers_does_not_leave(office, newsletter):
    issue = IssueFactory(newsletter=newsletter, subject="")
    send = at("issue-send", pk=issue.pk)
    assert "Give the issue a subject" in text(office.post(send, {"act": "now"}))
    Issue.objects.update(subject="News")
    assert "Nobody has subscribed" in text(office.post(send, {"act": "now"}))
    SubscriptionFactory(newsletter=newsletter)
    Issue.objects.update(introduction="")
    assert "The issue is empty" in text(office.post(send, {"act": "now"}))
    issue.refresh_from_db()
    assert issue.state == "draft"


def test_a_planned_issue_can_be_taken_back(office, newsletter):
    SubscriptionFactory(newsletter=newsletter)
    issue = IssueFactory(newsletter=newsletter)
    send = at("issue-send", pk=issue.pk)
    past = timezone.localtime() - timedelta(hours=1)
    assert "This moment has passed" in text(office.post(send, {"act": "plan", "at": past.strftime("%Y-%m-%dT%H:%M")}))
    later = timezone.localtime() + timedelta(hours=1)
    office.post(send, {"act": "plan", "at": later.strftime("%Y-%m-%dT%H:%M")})
    issue.refresh_from_db()
    assert issue.state == "ready"
    office.post(at("issue-progress", pk=issue.pk), {"act": "take-back"})
    issue.refresh_from_db()
    assert (issue.state, issue.planned_at) == ("draft", None)
    assert set(Entry.objects.values_list("act", flat=True)) >= {"issue-planned", "issue-taken-back"}


def test_a_draft_is_thrown_away_after_a_question(office, newsletter):
    issue = IssueFactory(newsletter=newsletter)
    office.get(at("issue-discard", pk=issue.pk))
    assert Issue.objects.exists()
    office.post(at("issue-discard", pk=issue.pk))
    assert not Issue.objects.exists()


def test_bounces_are_listed_noted_and_forgotten(office, newsletter):
    mine, other = SubscriptionFactory(newsletter=newsletter), SubscriptionFactory()
    path = at("bounces", slug="monthly")
    for row in (mine, other):
        office.post(path, {"address": row.address, "kind": "complaint"})
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.state, other.state) == ("bounced", "confirmed")
    assert mine.address in text(office.get(path))
    office.post(path, {"forget": mine.pk})
    assert Subscription.objects.get() == other


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_much_for_many_as_for_one(office, editor, newsletter, count, django_assert_max_num_queries):
    for _n in range(count):
        IssueFactory(newsletter=newsletter)
        NewsletterFactory().editors.add(editor)
        SubscriptionFactory(newsletter=newsletter, state="bounced")
    for path in (at("office"), at("office-newsletter", slug="monthly"), at("bounces", slug="monthly"), "/en/desk/"):
        office.get(path)
        with django_assert_max_num_queries(30) as counted:
            office.get(path)
        assert len(counted) <= 22, path


def test_desk_tells_editors_what_is_being_prepared(office, newsletter):
    IssueFactory(newsletter=newsletter, subject="November")
    assert "November" in text(office.get("/en/desk/"))
