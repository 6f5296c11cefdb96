"""Articles found by their words: bent, without accents, with a slip; and never once they are off the site."""

import pytest
from django.core.management import call_command
from tests.factories.network import TerritoryFactory, ThemeFactory
from tests.factories.publications import ArticleFactory, RelayFactory, RubricFactory

from maillage.kit.search import Asked
from maillage.network.readers import STRANGER
from maillage.publications.found import find
from maillage.publications.models import Article, SearchEntry, Word

pytestmark = pytest.mark.django_db


def titles(text="", language="fr", **more):
    return [str(hit.title) for hit in find(STRANGER, Asked(text=text, language=language, **more), 0, 20).hits]


@pytest.fixture
def article():
    return ArticleFactory(
        title="Les réfugiées de Gabès",
        standfirst="Un port, des familles.",
        body=[("text", "<p>La solidarité des pêcheurs & l’économie <b>du</b> golfe.</p>")],
        language="fr",
    )


@pytest.mark.parametrize(
    "typed",
    ["réfugiées", "refugiees", "REFUGIÉES", "réfugié", "gabes", "famille", "solidarites", "pecheur", '"les réfugiées"'],
)
def test_an_article_is_found_by_words_in_any_form(article, typed):
    assert titles(typed) != []


@pytest.mark.parametrize("typed", ["solidarte", "soliadrité", "économei", "refugiess", "solid"])
def test_a_slip_and_the_beginning_of_a_word_are_forgiven(article, typed):
    found = find(STRANGER, Asked(text=typed, language="fr"), 0, 20)

    assert len(found.hits) == 1
    assert found.also


@pytest.mark.parametrize("typed", ["tramway", "-réfugiées port", "%_'; --", "zq", "<script>", "réfugiées tramway"])
def test_nothing_is_found_where_nothing_is(article, typed):
    assert titles(typed) == []


def test_what_was_looked_for_stands_out_and_nothing_else_is_markup(article):
    hit = find(STRANGER, Asked(text="refugiees economie", language="fr"), 0, 20).hits[0]

    assert str(hit.title) == "Les <mark>réfugiées</mark> de Gabès"
    assert "&amp; l’<mark>économie</mark>" in hit.extract
    assert "<b>" not in hit.extract


def test_markup_that_is_text_stays_text():
    ArticleFactory(
        title="Le signe \x02<script>alert(1)</script>\x03", body=[("text", "<p>&lt;i&gt;signe&lt;/i&gt;</p>")]
    )

    hit = find(STRANGER, Asked(text="signe", language="fr"), 0, 20).hits[0]

    assert hit.title.startswith("Le <mark>signe</mark> &lt;script&gt;")
    assert "<script" not in hit.title + hit.extract
    assert "<i>" not in hit.extract


def test_the_title_weighs_more_than_the_text():
    rubric = RubricFactory(language="fr")
    ArticleFactory(title="Autre chose", parent=rubric, body=[("text", "<p>De la dette, encore.</p>")])
    ArticleFactory(title="La dette", parent=rubric, body=[("text", "<p>Rien.</p>")])

    assert titles("dette") == ["La <mark>dette</mark>", "Autre chose"]


def test_each_language_is_searched_by_its_own_rules():
    ArticleFactory(title="Migrações e direitos", language="pt")
    ArticleFactory(title="حقوق المهاجرين", language="ar")

    assert titles("migração", "pt") != []
    assert titles("migracoes", "pt") != []
    assert titles("مهاجرين", "ar") != []
    assert titles("migração", "fr") == []
    assert find(STRANGER, Asked(text="migração", language="fr"), 0, 20).elsewhere == 1
    assert titles("migração", "fr", everywhere=True) != []


def test_filters_narrow_by_theme_place_and_year():
    water, africa = ThemeFactory(code="water"), TerritoryFactory(code="africa")
    mali = TerritoryFactory(code="mali", parent=africa)
    rubric = RubricFactory(language="fr")
    ArticleFactory(title="Eau", parent=rubric, themes=[water], territories=[mali], published_on="2024-03-02")
    ArticleFactory(title="Feu", parent=rubric, published_on="2025-03-02")

    assert titles(theme="water") == ["Eau"]
    assert titles(territory="africa") == ["Eau"]
    assert titles(year=2025) == ["Feu"]
    assert titles(theme="no-such-theme") == []
    assert titles() == ["Feu", "Eau"]


def test_what_leaves_the_site_leaves_the_search_with_its_words(article):
    article.unpublish()

    assert titles("réfugiées") == []
    assert not SearchEntry.objects.exists()
    assert not Word.objects.exists()


def test_a_row_that_is_written_past_the_page_leaves_too(article):
    Article.objects.filter(pk=article.pk).update(live=False)

    assert not SearchEntry.objects.exists()


def test_a_deleted_article_leaves_and_an_expired_relay_is_not_shown(article):
    expired = ArticleFactory(title="Les réfugiées d’hier", parent=article.get_parent())
    RelayFactory(article=expired, expires_on="2020-01-01")

    assert titles("réfugiées") == ["Les <mark>réfugiées</mark> de Gabès"]
    article.delete()
    assert titles("réfugiées") == []


def test_a_draft_of_an_article_is_not_searched_before_it_is_published(article):
    article.title = "Les tramways de Gabès"
    revision = article.save_revision()

    assert titles("tramways") == []
    revision.publish()
    assert titles("tramways") == ["Les <mark>tramways</mark> de Gabès"]
    assert titles("réfugiées") == []
    assert not Word.objects.filter(word="réfugiées").exists()


def test_words_are_counted_by_article(article):
    ArticleFactory(title="Gabès encore", parent=article.get_parent(), standfirst="", body=[])

    assert Word.objects.get(word="gabès").articles == 2
    article.delete()
    assert Word.objects.get(word="gabès").articles == 1


def test_the_search_is_made_anew_by_a_command(article, capsys):
    SearchEntry.objects.all().delete()

    call_command("index-articles")

    assert "1 article can be found." in capsys.readouterr().out
    assert titles("réfugiées") != []
