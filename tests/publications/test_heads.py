"""What pages say to programs: canonical address, alternates, cards, linked data; and what walks the site finds."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from PIL import Image
from tests.factories.network import OrganisationFactory, ThemeFactory
from tests.factories.publications import ArticleFactory, AuthorFactory, LinkFactory, RelayFactory, RubricFactory, front

from maillage.network.enums import Audience
from maillage.publications import heads
from maillage.publications.cards import kept
from maillage.publications.models import Article

pytestmark = pytest.mark.django_db
SITEMAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


def said(client, address):
    cache.clear()
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def linked(text):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])


def translated(article: Article, language: str, title: str) -> Article:
    """The same article in another language, below its own rubric there."""
    rubric = RubricFactory(parent=front(language))
    other = ArticleFactory(title=title, parent=rubric)
    other.translation_key = article.translation_key
    other.save()
    return other


def test_an_article_says_what_it_is(client):
    article = ArticleFactory(
        title="A </script> & day", language="en", licence="cc-by-4.0", themes=[ThemeFactory()], standfirst='"One"'
    )
    AuthorFactory(article=article, name="Awa Diop", organisation=OrganisationFactory(slug="union"))
    LinkFactory(article=article, organisation=OrganisationFactory(slug="network"))

    text = said(client, article.url)
    node = linked(text)

    address = f"{settings.BASE_URL}{article.url}"
    assert node["@type"] == "Article"
    assert node["headline"] == "A </script> & day"
    assert node["url"] == address
    assert node["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert node["author"][0]["name"] == "Awa Diop"
    assert node["author"][0]["affiliation"]["url"].endswith("/en/organisations/union/")
    assert node["about"][0]["url"].endswith("/en/organisations/network/")
    assert f'<link rel="canonical" href="{address}">' in text
    assert '<meta property="og:title" content="A &lt;/script&gt; &amp; day">' in text
    assert '<meta name="description" content="&quot;One&quot;">' in text
    assert "localhost:80/" not in text


def test_a_hidden_organisation_is_not_in_the_linked_data(client):
    hidden = OrganisationFactory(name="Zqhidden", audience=Audience.STEWARDS, shown_to=Audience.STEWARDS)
    article = ArticleFactory(language="en")
    AuthorFactory(article=article, name="", organisation=hidden)
    LinkFactory(article=article, organisation=hidden)

    text = said(client, article.url)

    assert "Zqhidden" not in text
    assert "author" not in linked(text)


def test_a_relay_leads_to_its_original(client):
    article = ArticleFactory(language="en")
    RelayFactory(article=article, original_url="https://partner.example/x", licence="cc-by-4.0", language="es")

    text = said(client, article.url)

    assert '<link rel="canonical" href="https://partner.example/x">' in text
    assert linked(text)["isBasedOn"] == "https://partner.example/x"
    assert linked(text)["inLanguage"] == "es"


def test_a_page_names_its_translations(client):
    article = ArticleFactory(language="en")
    other = translated(article, "ar", "يوم")

    for page in (article, other):
        text = said(client, page.url)
        assert f'<link rel="alternate" hreflang="ar" href="{settings.BASE_URL}{other.url}">' in text
        assert f'<link rel="alternate" hreflang="en" href="{settings.BASE_URL}{article.url}">' in text


def card_of(article):
    return heads.card_address(Article.objects.select_related("relay", "locale").get(pk=article.pk)).removeprefix(
        settings.BASE_URL
    )


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "L’eau & <nous>"), ("ar", "حقوق المهاجرين"), ("en", '#import "x" $a$ [b]' * 9)]
)
def test_a_card_is_a_picture_kept_under_what_it_says(client, language, title):
    article = ArticleFactory(title=title, language=language)
    address = card_of(article)
    assert address in said(client, article.url)

    response = client.get(address)

    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert len(list(Path(settings.MEDIA_ROOT, "cards").iterdir())) == 1
    assert client.get(address).content == response.content


def test_a_card_of_other_words_or_of_a_draft_is_not_found(client, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(kept.press, "png", lambda contents: b"drawn")
    article = ArticleFactory(title="Before", language="en")
    before = card_of(article)
    assert client.get(before).content == b"drawn"
    article.title = "After"
    article.save_revision().publish()

    assert client.get(before).status_code == 404
    assert client.get(card_of(article)).status_code == 200
    assert len(list(Path(settings.MEDIA_ROOT, "cards").iterdir())) == 1
    with django_capture_on_commit_callbacks(execute=True):
        article.unpublish()
    assert client.get(card_of(article)).status_code == 404
    assert not list(Path(settings.MEDIA_ROOT, "cards").iterdir())


def located(client, address):
    tree = ElementTree.fromstring(client.get(address).content)
    return {
        url.findtext(f"{SITEMAP}loc"): {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        for url in tree
    }


def test_the_map_of_the_site_names_every_page_with_its_translations(client):
    article = ArticleFactory(title="Day", language="en")
    other = translated(article, "fr", "Jour")
    relayed = ArticleFactory(title="Relayed", language="en")
    RelayFactory(article=relayed)
    ArticleFactory(title="Draft", live=False)

    index = located(client, "/sitemap.xml")
    assert set(index) == {f"{settings.BASE_URL}/sitemap-{name}.xml" for name in ("doors", "rubrics", "articles")}
    articles = located(client, "/sitemap-articles.xml")
    both = {"en": f"{settings.BASE_URL}{article.url}", "fr": f"{settings.BASE_URL}{other.url}"}
    assert articles == {both["en"]: both, both["fr"]: both}
    assert f"{settings.BASE_URL}{other.get_parent().url}" in located(client, "/sitemap-rubrics.xml")
    assert located(client, "/sitemap-doors.xml")[f"{settings.BASE_URL}/ar/"]["pt"] == f"{settings.BASE_URL}/pt/"


@pytest.mark.parametrize("address", ["/sitemap-people.xml", "/sitemap-articles.xml?p=99", "/sitemap-articles.xml?p=x"])
def test_a_map_that_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_programs_are_told_where_the_map_is_and_where_nothing_is(client):
    text = client.get(reverse("robots")).content.decode()

    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_a_map_costs_the_same_with_one_and_three_articles(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    rubric, counts = RubricFactory(language="en"), []
    for _time in range(3):
        ArticleFactory(parent=rubric)
        client.get("/sitemap-articles.xml")
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap-articles.xml")
        counts.append(len(captured))

    assert counts[0] == counts[2]
