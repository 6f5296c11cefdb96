"""From the form to the first issue: what a stranger types, what a mailbox proves, what a page tells."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from tests.factories.letters import NewsletterFactory, SubscriptionFactory
from tests.letters.kit import links, text

from maillage.journal.models import Entry
from maillage.kit import personal_data
from maillage.letters import tokens
from maillage.letters.models import Subscription
from maillage.letters.tokens import Purpose

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsletter():
    return NewsletterFactory(slug="monthly", title="The monthly")


def subscribe(client, *newsletters, address="amal@example.org", **more):
    data = {"newsletters": [n.pk for n in newsletters], "address": address, "website": "", **more}
    return client.post(reverse("letters:list"), data)


def test_a_reader_subscribes_by_mail_and_one_press(client, newsletter):
    answer = subscribe(client, newsletter, address="Amal@Example.org")
    assert answer["Location"] == reverse("letters:asked")
    assert Subscription.objects.get().state == "asked"
    assert mail.outbox[0].to == ["amal@example.org"]

    page = client.get(links()["confirm"])
    assert "The monthly" in text(page)
    assert "a…@example.org" in text(page)
    assert "amal@example.org" not in text(page)
    assert Subscription.objects.get().state == "asked"

    client.post(links()["confirm"], {"newsletters": [newsletter.pk]})
    assert Subscription.objects.get().state == "confirmed"
    assert Entry.objects.filter(act="subscription-confirmed").count() == 1
    assert "Nothing is left to confirm" in text(client.get(links()["confirm"]))


def test_known_and_unknown_addresses_get_the_same_answer(client, newsletter):
    SubscriptionFactory(newsletter=newsletter, address="known@example.org")
    SubscriptionFactory(newsletter=newsletter, address="gone@example.org", state="bounced")
    answers = [subscribe(client, newsletter, address=f"{who}@example.org") for who in ("known", "gone", "new")]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    answers = [client.post(reverse("letters:link"), {"address": f"{w}@example.org"}) for w in ("known", "gone", "no")]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert sorted(letter.to[0] for letter in mail.outbox) == ["known@example.org", "new@example.org"]


def test_an_address_gets_one_mail_an_hour(client, newsletter, time_machine):
    other = NewsletterFactory()
    subscribe(client, newsletter)
    subscribe(client, newsletter)
    subscribe(client, other)
    assert len(mail.outbox) == 1
    time_machine.move_to(timezone.now() + timedelta(minutes=61))
    subscribe(client, other)
    assert len(mail.outbox) == 2
    client.post(links()["confirm"], {"newsletters": [newsletter.pk, other.pk]})
    assert Subscription.objects.confirmed().count() == 2


def test_what_one_did_not_ask_for_is_left_out(client, newsletter):
    other = NewsletterFactory()
    subscribe(client, newsletter, other)
    client.post(links()["confirm"], {"newsletters": [newsletter.pk]})
    assert Subscription.objects.confirmed().get().newsletter == newsletter


def test_programs_that_fill_in_everything_are_told_the_same_and_nothing_is_kept(client, newsletter):
    answer = subscribe(client, newsletter, website="https://spam.example")
    assert answer["Location"] == reverse("letters:asked")
    assert not Subscription.objects.exists()
    assert not mail.outbox


def test_too_many_at_once_are_asked_to_come_back(client, newsletter, settings):
    settings.LETTERS_ASKS_PER_HOUR = 2
    for n in range(2):
        subscribe(client, newsletter, address=f"{n}@example.org")
    answer = subscribe(client, newsletter, address="3@example.org")
    assert answer.status_code == 429
    assert "Come back in an hour" in text(answer)
    assert Subscription.objects.count() == 2


def test_a_closed_newsletter_takes_nobody(client):
    closed = NewsletterFactory(is_open=False)
    assert subscribe(client, closed).status_code == 400
    assert not Subscription.objects.exists()


def test_an_old_link_confirms_nothing_and_the_address_is_forgotten(client, newsletter, time_machine):
    subscribe(client, newsletter)
    path = links()["confirm"]
    time_machine.move_to(timezone.now() + timedelta(days=7, minutes=1))
    assert client.get(path).status_code == 410
    assert client.post(path, {"newsletters": [newsletter.pk]}).status_code == 410
    assert Subscription.objects.get().state == "asked"
    assert personal_data.forget_expired(timezone.now())["subscriptions"] == 1
    assert not Subscription.objects.exists()


def leave_path(row):
    return reverse("letters:leave", kwargs={"token": tokens.make(Purpose.LEAVE, row.key)})


def test_looking_does_not_leave_and_one_press_does(client, newsletter):
    row = SubscriptionFactory(newsletter=newsletter)
    page = client.get(leave_path(row))
    row.refresh_from_db()
    assert row.state == "confirmed"
    assert row.address not in text(page)
    for _n in range(2):
        assert client.post(leave_path(row))["Location"] == reverse("letters:done", kwargs={"what": "left"})
    row.refresh_from_db()
    assert row.state == "left"
    assert Entry.objects.filter(act="subscription-left").count() == 1


def test_mail_programs_leave_by_one_request_without_a_form_key(newsletter):
    from django.test import Client

    row = SubscriptionFactory(newsletter=newsletter)
    bare = Client(enforce_csrf_checks=True)
    answer = bare.post(leave_path(row), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    row.refresh_from_db()
    assert row.state == "left"


def test_a_link_works_for_its_purpose_alone_and_cannot_be_made_up(client, newsletter):
    row = SubscriptionFactory(newsletter=newsletter)
    leave = tokens.make(Purpose.LEAVE, row.key)
    assert client.get(reverse("letters:choose", kwargs={"token": leave})).status_code == 410
    for wrong in (leave[:-1] + ("A" if leave[-1] != "A" else "B"), leave[:20], "é", "x" * 56):
        assert client.post(reverse("letters:leave", kwargs={"token": wrong})).status_code == 410
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_choosing_other_languages_and_themes(client, newsletter):
    row = SubscriptionFactory(newsletter=newsletter, address="amal@example.org")
    french = NewsletterFactory(language="fr", title="Le mensuel")
    client.post(reverse("letters:link"), {"address": "amal@example.org"})
    path = links()["choose"]
    assert "Le mensuel" in text(client.get(path))
    client.post(path, {"newsletters": [french.pk]})
    row.refresh_from_db()
    assert row.state == "left"
    assert Subscription.objects.confirmed().get().newsletter == french


def test_erasing_an_address(client, newsletter):
    SubscriptionFactory(newsletter=newsletter, address="amal@example.org")
    client.post(reverse("letters:link"), {"address": "amal@example.org"})
    path = links()["choose"]
    client.post(f"{path}forget/")
    assert not Subscription.objects.exists()
    assert client.get(path).status_code == 410


def test_an_address_that_bounced_is_not_written_to(client, newsletter):
    SubscriptionFactory(newsletter=newsletter, address="gone@example.org", state="bounced")
    subscribe(client, newsletter, NewsletterFactory(), address="gone@example.org")
    client.post(reverse("letters:link"), {"address": "gone@example.org"})
    assert not mail.outbox
    assert Subscription.objects.count() == 1
