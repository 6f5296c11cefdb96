"""The demonstration's site: two languages that say the same, examples that say so, nobody named who is hidden."""

import re

import pytest
from django.utils.html import strip_tags

from maillage.network.models import Organisation, OrganisationName
from maillage.network.readers import STRANGER
from maillage.portal.demonstration import examples, seed
from maillage.portal.demonstration.loading import load_demonstration
from maillage.portal.demonstration.site import bodies, reading
from maillage.portal.demonstration.site.drawings import DRAWINGS
from maillage.portal.demonstration.site.records import ArticleRecord, ArticleText
from maillage.publications.models import Article, Relay, Rubric
from maillage.publications.queries.articles import published
from maillage.publications.queries.languages import origin_of

REAL = {record.slug for record in seed.RECORDS}
INVENTED = {record.slug for record in examples.RECORDS}
ARTICLES = {article.key: article for article in reading.articles()}
EVERY = [pytest.param(article, id=key) for key, article in ARTICLES.items()]
TEXTS = [
    pytest.param(article, text, id=f"{key}-{language}")
    for key, article in ARTICLES.items()
    for language, text in article.texts.items()
]


def words(text: ArticleText) -> str:
    parts = [text.title, text.standfirst, *text.notes.values()]
    parts += [str(value) for table in text.body for name, value in table.items() if name != "organisations"]
    return strip_tags(" ".join(parts))


def figures(text: ArticleText) -> list[str]:
    return sorted(re.sub(r"\D", "", found) for found in re.findall(r"\d[\d\u202f,]*", words(text)))


@pytest.mark.parametrize("article", EVERY)
def test_an_example_is_told_by_invented_partners_and_a_page_of_facts_by_real_ones(article: ArticleRecord):
    named = {*article.organisations, *(author.get("organisation", "") for author in article.authors)} - {""}

    assert named <= (INVENTED if article.is_example else REAL)


@pytest.mark.parametrize(("article", "text"), TEXTS)
def test_an_example_says_nothing_of_real_organisations(article: ArticleRecord, text: ArticleText):
    names = [name.text for record in seed.RECORDS for name in record.names]

    if article.is_example:
        assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", words(text))] == []


@pytest.mark.parametrize("article", [one for one in ARTICLES.values() if not one.is_example], ids=lambda one: one.key)
def test_the_figures_of_facts_are_the_same_in_both_languages(article: ArticleRecord):
    french, english = (article.texts[language] for language in ("fr", "en"))

    assert figures(french) == figures(english)


@pytest.mark.parametrize(("article", "text"), TEXTS)
def test_notes_pictures_and_links_are_whole(article: ArticleRecord, text: ArticleText):
    assert bodies.notes_in_order(text) == list(text.notes)
    assert bool(text.picture) == bool(article.picture)
    assert not article.picture or article.picture in DRAWINGS
    assert all("article" not in row or row["article"] in ARTICLES for row in text.further)


def test_every_article_stands_in_a_rubric_and_slugs_are_their_own():
    rubrics = {rubric.key for rubric in reading.rubrics()}

    assert {article.rubric for article in ARTICLES.values()} <= rubrics
    assert not rubrics & set(ARTICLES), "a key names one page"
    for language in reading.LANGUAGES:
        slugs = [article.texts[language].slug for article in ARTICLES.values() if language in article.texts]
        assert len(slugs) == len(set(slugs))


def test_what_the_demonstration_has_to_show():
    assert sum(article.is_example for article in ARTICLES.values()) >= 12
    assert [key for key, article in ARTICLES.items() if "en" not in article.texts] == ["counter-summit"]
    assert [key for key, article in ARTICLES.items() if article.relay] == ["quays"]
    assert [key for key, article in ARTICLES.items() if article.moved_on] == ["rent-strike"]


@pytest.mark.parametrize("name", DRAWINGS)
def test_pictures_are_drawn_the_same_each_time(name: str):
    assert DRAWINGS[name]().png() == DRAWINGS[name]().png()


@pytest.mark.django_db
def test_the_site_as_it_is_loaded(settings, tmp_path, client):
    settings.IS_DEMO, settings.MEDIA_ROOT = True, tmp_path
    load_demonstration(partners=len(examples.RECORDS))

    for language in ("fr", "en", "ar"):
        assert Rubric.objects.filter(locale__language_code=language).count() == len(reading.rubrics())
        assert published(STRANGER, language).count() == len(ARTICLES)
    assert Relay.objects.get(article__alias_of=None, article__locale__language_code="fr").source.slug == "rete-orvamina"
    _moved_on_is_told()
    _nobody_hidden_is_named()
    _pages_answer(client)


def _moved_on_is_told() -> None:
    english = Article.objects.filter(locale__language_code="en", alias_of=None)
    told = {page.slug for page in english if (origin := origin_of(page)) and origin.changed_at}
    assert told == {"the-rent-strike-told-by-those-on-it"}


def _nobody_hidden_is_named() -> None:
    seen = Organisation.objects.visible_to(STRANGER).values("pk")
    hidden = OrganisationName.objects.exclude(organisation__in=seen).values_list("text", flat=True)
    said = " ".join(words(text) for article in ARTICLES.values() for text in article.texts.values())
    assert hidden
    assert [name for name in hidden if name in said] == []


def _pages_answer(client) -> None:
    for page in (*Rubric.objects.live(), *Article.objects.live()):
        assert client.get(page.url).status_code == 200, page.url
