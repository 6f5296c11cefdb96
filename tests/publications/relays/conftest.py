"""A partner's site on this machine, a feed of it, and the office as a steward opens it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from tests.factories.network import OrganisationFactory, steward
from tests.factories.publications import RubricFactory
from tests.publications.relays.feeds import ATOM
from tests.web_server import Site, serving

from maillage.accounts.models import Person
from maillage.publications.enums import RelayMode
from maillage.publications.relays.actions import fetching
from maillage.publications.relays.actions.following import follow
from maillage.publications.relays.models import Feed, FeedItem


@pytest.fixture
def site(settings) -> Iterator[Site]:
    settings.OUTGOING_LOOPBACK = True
    with serving() as site:
        yield site


@pytest.fixture
def boss(db) -> Person:
    return steward(person__language="en")


@pytest.fixture
def office(client: Client, boss: Person) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(boss, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def rubric(db) -> Any:
    return RubricFactory(title="Campaigns", language="en")


@pytest.fixture
def feed(site: Site, boss: Person, rubric: Any) -> Feed:
    """Followed and read once: two texts wait."""
    address = site.shows("/feed.xml", ATOM.encode(), kind="application/atom+xml", ETag='"1"')
    source = OrganisationFactory(name="Terres en commun")
    feed = follow(
        address,
        title="Terres",
        organisation=source,
        rubric=rubric,
        by=boss,
        mode=RelayMode.FULL,
        permission="By letter, 2 Nov 2026",
    )
    fetching.fetch_feed(feed.pk)
    feed.refresh_from_db()
    return feed


@pytest.fixture
def seeds(feed: Feed) -> FeedItem:
    """Under CC BY-SA."""
    return FeedItem.objects.get(guid="tag:terres.example,2026:1")


@pytest.fixture
def water(feed: Feed) -> FeedItem:
    """All rights reserved, and an extract only."""
    return FeedItem.objects.get(guid="tag:terres.example,2026:2")


@pytest.fixture
def queries_at() -> Callable[[Callable[[], Any]], int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(call: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured)

    return count
