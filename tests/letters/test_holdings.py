"""What is held about readers, shown, erased and forgotten; and nothing beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.letters import IssueFactory, NewsletterFactory, SubscriptionFactory

from maillage.kit import personal_data
from maillage.letters.models import Delivery, Subscription

pytestmark = pytest.mark.django_db
HOLDING = personal_data.holdings["subscriptions"]


def test_a_person_reads_and_erases_what_their_address_receives():
    person = PersonFactory(email="Amal@example.org")
    newsletter = NewsletterFactory(title="The monthly")
    newsletter.editors.add(person)
    SubscriptionFactory(newsletter=newsletter, address="amal@example.org")
    other = SubscriptionFactory(newsletter=newsletter)
    held = HOLDING.rows(person.pk)
    assert held[0]["newsletter"] == "The monthly"
    assert held[1] == {"prepares": "The monthly"}
    assert HOLDING.erase(person.pk) == 2
    assert Subscription.objects.get() == other
    assert not newsletter.editors.exists()


def test_time_ends_what_nobody_needs(settings):
    settings.RETENTION_DAYS = 365
    now = timezone.now()
    kept = [SubscriptionFactory(), SubscriptionFactory(state="left"), SubscriptionFactory(state="asked")]
    for state, days in (("asked", 8), ("left", 31), ("bounced", 366)):
        row = SubscriptionFactory(state=state)
        moment = now - timedelta(days=days)
        Subscription.objects.filter(pk=row.pk).update(asked_at=moment, ended_at=moment if row.ended_at else None)
    long_ago = now - timedelta(days=31)
    issue = IssueFactory(
        state="sent", number=1, planned_at=long_ago, started_at=long_ago, sent_at=long_ago, figures={"handed": 1}
    )
    Delivery.objects.create(issue=issue, subscription=kept[0], state="handed", handed_at=long_ago)
    assert HOLDING.expire(now) == 4
    assert set(Subscription.objects.all()) == set(kept)
    assert not Delivery.objects.exists()
    issue.refresh_from_db()
    assert issue.figures == {"handed": 1}


def test_a_reader_is_an_address_and_nothing_else():
    names = {field.name for field in Subscription._meta.concrete_fields}
    assert names == {
        "id", "newsletter", "key", "address", "language", "state", "bounce", "asked_at", "written_at", "confirmed_at", "ended_at",
    }  # fmt: skip
