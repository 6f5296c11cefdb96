"""What is kept of the pages of strangers, and when it is thrown away."""

import gzip

import pytest
from django.core.cache import cache
from tests.factories.accounts import PersonFactory, sign_in
from tests.factories.network import OrganisationFactory
from tests.factories.publications import ArticleFactory, LinkFactory

from maillage.network.actions.disclosure import refresh
from maillage.network.enums import Audience
from maillage.publications.version import recent_version

pytestmark = pytest.mark.django_db


def later():
    """A second has passed in this process; what was kept under the last version is still there."""
    cache.delete("publications-version")


def test_a_kept_page_asks_the_database_for_the_version_at_most(client, django_assert_max_num_queries):
    article = ArticleFactory(language="en")
    first = client.get(article.url)
    with django_assert_max_num_queries(1):  # none within a second of the last time
        again = client.get(article.url)
    assert again.content == first.content
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_kept_page_is_the_same_packed_and_not(client):
    article = ArticleFactory(language="en")
    drawn = client.get(article.url).content
    packed = client.get(article.url, headers={"Accept-Encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(drawn) / 2
    assert gzip.decompress(packed.content) == drawn == client.get(article.url).content
    assert "Accept-Encoding" in packed["Vary"]


def test_a_change_is_seen_within_a_second(client):
    article = ArticleFactory(title="Before", language="en")
    assert "Before" in client.get(article.url).content.decode()
    article.title = "After"
    article.save_revision().publish()
    later()
    assert "After" in client.get(article.url).content.decode()


def test_an_organisation_that_hides_leaves_kept_pages(client):
    organisation = OrganisationFactory(name="Zqseen")
    link = LinkFactory(article=ArticleFactory(language="en"), organisation=organisation)
    assert "Zqseen" in client.get(link.article.url).content.decode()
    organisation.audience = Audience.MEMBERS
    organisation.close()
    organisation.save()
    refresh([organisation.pk])
    later()
    assert "Zqseen" not in client.get(link.article.url).content.decode()


def test_a_draft_throws_nothing_away():
    article = ArticleFactory(language="en")
    before = recent_version()
    article.title = "A draft"
    article.save_revision()
    later()
    assert recent_version() == before


def test_nothing_is_kept_for_a_person_or_given_to_one(client):
    article = ArticleFactory(language="en")
    client.get(article.url)
    sign_in(client, PersonFactory(name="Zqreader"))
    assert "My space" in client.get(article.url).content.decode()
    client.logout()
    assert "My space" not in client.get(article.url).content.decode()


def test_each_look_is_kept_apart(client):
    article = ArticleFactory(language="en")
    client.get(article.url)
    client.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in client.get(article.url).content.decode()
