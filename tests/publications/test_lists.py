"""The list of every article, and what narrows it."""

import datetime as dt

import pytest
from django.core.cache import cache
from tests.factories.network import OrganisationFactory, TerritoryFactory, ThemeFactory
from tests.factories.publications import ArticleFactory, AuthorFactory, LinkFactory, RubricFactory

from maillage.network.readers import STRANGER
from maillage.publications.queries.articles import Narrowing, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles():
    housing = ThemeFactory(name="Housing", code="housing")
    squats = ThemeFactory(name="Squats", code="squats", parent=housing)
    dakar = TerritoryFactory(name="Dakar", code="dakar", parent=TerritoryFactory(name="Senegal", code="SN"))
    rubric = RubricFactory(language="en")
    first = ArticleFactory(title="On roofs", parent=rubric, themes=[squats], published_on=dt.date(2019, 3, 1))
    second = ArticleFactory(title="On rivers", parent=rubric, territories=[dakar])
    LinkFactory(article=second, organisation=OrganisationFactory(slug="river-people"))
    AuthorFactory(article=second, name="Awa Diop")
    return first, second


def titles(client, query):
    cache.clear()
    response = client.get(f"/en/articles/?{query}")
    assert response.status_code == 200
    return {article.title for article in response.context["articles"]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"On roofs", "On rivers"}),
        ("theme=housing", {"On roofs"}),
        ("territory=SN", {"On rivers"}),
        ("organisation=river-people", {"On rivers"}),
        ("year=2019", {"On roofs"}),
        ("author=Awa+Diop", {"On rivers"}),
        ("theme=housing&year=2026", set()),
        ("theme=no-such", {"On roofs", "On rivers"}),
        ("year=twelve&author=", {"On roofs", "On rivers"}),
        ("theme=%00&page=999", {"On roofs", "On rivers"}),
    ],
)
def test_the_address_narrows_the_list(client, articles, query, found):
    assert titles(client, query) == found


def test_what_is_unknown_is_named(client, articles):
    cache.clear()
    assert "“no-such” is not something we know" in client.get("/en/articles/?theme=no-such").content.decode()


def test_narrowings_add_up(articles):
    first, _second = articles
    every = published(STRANGER, "en")

    assert list(Narrowing(theme=first.themes.get(), year=2019).of(every)) == [first]
    assert not Narrowing(theme=first.themes.get(), author="Awa Diop").of(every).exists()
