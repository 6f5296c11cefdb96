"""Rubrics and articles as readers find them."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.factories.network import OrganisationFactory, ThemeFactory
from tests.factories.publications import (
    ArticleFactory,
    AuthorFactory,
    FootnoteFactory,
    LinkFactory,
    RelayFactory,
    RubricFactory,
)

from maillage.network.enums import Audience
from maillage.publications.enums import Order

pytestmark = pytest.mark.django_db


def read(client, address):
    cache.clear()
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_rubric_leads_to_the_rubrics_below_and_to_all_their_articles(client):
    top = RubricFactory(title="Modes of action", introduction="<p>How we act.</p>", language="en")
    below = RubricFactory(title="Campaigns", parent=top)
    ArticleFactory(title="Sign this", parent=below)

    said = read(client, top.url)
    assert "How we act." in said
    assert "Campaigns" in said
    assert "Sign this" in said, "a rubric without articles of its own shows the latest below it"
    assert "All the articles of this rubric" in said
    assert "Sign this" in read(client, f"{top.url}?all")


def test_the_order_is_by_date_or_by_hand(client):
    rubric = RubricFactory(language="en")
    for title, day in (("First", 3), ("Second", 9), ("Third", 5)):
        ArticleFactory(title=title, parent=rubric, published_on=dt.date(2026, 5, day))

    said = read(client, rubric.url)
    assert said.index("Second") < said.index("Third") < said.index("First")
    rubric.order = Order.HAND
    rubric.save()
    said = read(client, rubric.url)
    assert said.index("First") < said.index("Second") < said.index("Third")


def test_a_page_costs_the_same_with_one_and_with_three_articles(client, django_assert_max_num_queries):
    def cost(articles):
        rubric = RubricFactory(language="en")
        for _time in range(articles):
            article = ArticleFactory(parent=rubric)
            AuthorFactory(article=article, organisation=OrganisationFactory())
            LinkFactory(article=article)
        RelayFactory(article=article, source=OrganisationFactory())
        cache.clear()
        client.get(rubric.url)
        cache.clear()
        with django_assert_max_num_queries(60) as asked:
            client.get(rubric.url)
        return len(asked)

    assert cost(1) == cost(3)


def test_footnotes_lead_there_and_back(client):
    article = ArticleFactory(language="en", body=[("text", "<p>So it is[^1], and more[^1], yet[^7].</p>")])
    FootnoteFactory(article=article, text="<p>The report, page 4.</p>")

    said = read(client, article.url)
    assert 'id="call-1" href="#note-1"' in said
    assert 'id="call-1-2" href="#note-1"' in said
    assert 'id="note-1"' in said
    assert 'href="#call-1-2"' in said
    assert "yet[^7]" in said, "a note that is not there stays as it was written"


def test_a_relay_says_so_and_its_original_is_the_canonical_page(client):
    relay = RelayFactory(article=ArticleFactory(title="Their call", language="en"))

    said = read(client, relay.article.url)
    assert f'<link rel="canonical" href="{relay.original_url}">' in said
    assert "Relayed" in said
    assert "relayed" in read(client, relay.article.get_parent().url)


def test_a_relay_whose_time_is_over_is_gone(client):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    relay = RelayFactory(article=ArticleFactory(title="Over now", language="en"), expires_on=yesterday)

    assert client.get(relay.article.url).status_code == 404
    assert "Over now" not in read(client, relay.article.get_parent().url)
    assert "Over now" not in read(client, "/en/articles/")


def test_what_else_to_read_shares_themes_or_organisations(client):
    theme, organisation = ThemeFactory(), OrganisationFactory()
    rubric = RubricFactory(language="en")
    article = ArticleFactory(title="Here", parent=rubric, themes=[theme])
    LinkFactory(article=article, organisation=organisation)
    ArticleFactory(title="Same theme", parent=rubric, themes=[theme])
    near = ArticleFactory(title="Same organisation", parent=rubric)
    LinkFactory(article=near, organisation=organisation)
    ArticleFactory(title="Unrelated", parent=rubric)

    related = read(client, article.url).partition("Read also")[2]
    assert related.index("Same organisation") < related.index("Same theme")
    assert "Unrelated" not in related


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.STEWARDS])
def test_an_article_says_nothing_of_an_organisation_its_reader_may_not_see(client, audience):
    hidden = OrganisationFactory(name="Zqhidden Collective", audience=audience)
    article = ArticleFactory(
        language="en", body=[("organisations", {"title": "Zqtheir names", "addresses": [hidden.slug]})]
    )
    AuthorFactory(article=article, name="", organisation=hidden)
    LinkFactory(article=article, organisation=hidden)
    RelayFactory(article=article, source=hidden)

    for address in (article.url, article.get_parent().url, "/en/articles/"):
        said = read(client, address).lower()
        assert "zqhidden" not in said
        assert "zqtheir" not in said
    asked = read(client, f"/en/articles/?organisation={hidden.slug}").replace(hidden.slug, "zqabsent")
    assert asked == read(client, "/en/articles/?organisation=zqabsent")
