"""Newsletters, their readers, an issue, for tests."""

import factory
from django.utils import timezone
from tests.factories.network import PlainFactory

from maillage.letters.enums import SubscriptionState
from maillage.letters.models import Issue, IssueItem, Newsletter, Subscription


class NewsletterFactory(PlainFactory):
    class Meta:
        model = Newsletter

    slug = factory.Sequence(lambda n: f"news-{n}")
    title = factory.Sequence(lambda n: f"News {n}")
    description = "What the network does, once a month."
    language = "en"


class SubscriptionFactory(PlainFactory):
    """Someone who confirmed."""

    class Meta:
        model = Subscription

    newsletter = factory.SubFactory(NewsletterFactory)
    address = factory.Sequence(lambda n: f"reader{n}@example.org")
    language = "en"
    state = SubscriptionState.CONFIRMED
    confirmed_at = factory.LazyAttribute(lambda row: timezone.now() if row.state != SubscriptionState.ASKED else None)
    ended_at = factory.LazyAttribute(lambda row: timezone.now() if row.state in {"left", "bounced"} else None)
    bounce = factory.LazyAttribute(lambda row: "no-mailbox" if row.state == "bounced" else "")


class IssueFactory(PlainFactory):
    """A draft that could leave."""

    class Meta:
        model = Issue

    newsletter = factory.SubFactory(NewsletterFactory)
    subject = "November in the network"
    introduction = "Dear readers,\n\n*Much* happened:\n\n- a march\n- a victory"


class IssueItemFactory(PlainFactory):
    class Meta:
        model = IssueItem

    issue = factory.SubFactory(IssueFactory)
    position = factory.Sequence(lambda n: n)
    source = "articles"
    title = factory.Sequence(lambda n: f"Article {n}")
    standfirst = "What happened, and why it matters."
    address = factory.Sequence(lambda n: f"/en/articles/{n}/")
    organisations = "CICP"
