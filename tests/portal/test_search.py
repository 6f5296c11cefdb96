"""The search page: every source, one reader, nothing more than that reader may read."""

import pytest
from django.urls import reverse
from tests.factories.network import DescriptionFactory, NameFactory, OrganisationFactory, ThemeFactory, ThemeLinkFactory
from tests.factories.publications import ArticleFactory, RubricFactory

from maillage.network.enums import Audience

pytestmark = pytest.mark.django_db
ADDRESS = "/en/search/"


def said(client, **query):
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def network():
    organisation = OrganisationFactory(slug="harbour")
    NameFactory(organisation=organisation, text="Harbour Workers’ Union")
    DescriptionFactory(
        organisation=organisation, language="en", html="<p>Dockers of the <b>harbour</b> & their kin.</p>"
    )
    ArticleFactory(
        title="The harbour on strike", language="en", standfirst="", body=[("text", "<p>Cranes stand still.</p>")]
    )
    return organisation


def test_an_empty_search_offers_ways_in(client):
    text = said(client)

    assert reverse("publications:articles").replace("/fr/", "/en/") in text
    assert "Nothing found" not in text


def test_both_organisations_and_articles_are_found(client, network):
    text = said(client, q="harbour")

    assert "/en/organisations/harbour/" in text
    assert "<mark>Harbour</mark> Workers’ Union" in text
    assert "The <mark>harbour</mark> on strike" in text
    assert "&amp; their kin" in text
    assert "<b>harbour" not in text


def test_one_kind_alone_is_paged(client):
    rubric = RubricFactory(language="en")
    for n in range(13):
        ArticleFactory(title=f"Harbour {n}", parent=rubric)

    first, second, last = (said(client, q="harbour", kind="articles", page=page) for page in ("1", "2", "999"))

    assert first.count("<h3>") == 10
    assert second.count("<h3>") == last.count("<h3>") == 3
    assert said(client, q="harbour").count("<h3>") == 5


def test_filters_narrow_and_can_be_taken_away(client, network):
    water = ThemeFactory(code="water")
    ThemeLinkFactory(organisation=network, theme=water)

    text = said(client, q="harbour", theme="water", lang="en")

    assert "Workers’ Union" in text
    assert "on strike" not in text
    assert 'href="?q=harbour"' in text


def test_a_year_is_understood_by_articles_alone(client, network):
    text = said(client, q="harbour", year="2026")

    assert "on strike" in text
    assert "Workers’ Union" not in text


@pytest.mark.parametrize(
    "query",
    [
        {"q": "x" * 500}, {"kind": "spells"}, {"theme": "no-such"}, {"territory": "\x00"}, {"year": "99999"}, {"page": "-1"},
        {"q": "\x00"}, {"q": "%%% '\" \\ & | ! ( ) :* <-> *"}, {"q": "'; DROP TABLE"}, {"q": "harbour", "page": "9" * 40},
    ],
)  # fmt: skip
def test_whatever_is_typed_gets_a_page(client, query):
    said(client, **query)


def test_nothing_found_says_what_to_do_and_where_else_it_is(client):
    ArticleFactory(title="Le port en grève", language="fr")

    text = said(client, q="grève")

    assert "Nothing found." in text
    assert "1 article in another language" in text
    assert "?q=gr%C3%A8ve&amp;language=all" in text
    assert "Le port en <mark>grève</mark>" in said(client, q="grève", language="all")


def test_an_organisation_that_is_hidden_is_not_found_nor_counted(client, network):
    for n in range(4):
        OrganisationFactory(slug=f"hidden-{n}", audience=Audience.STEWARDS, shown_to=Audience.STEWARDS)
        NameFactory(
            organisation_id=network.pk, text=f"Secret {n}", audience=Audience.STEWARDS, shown_to=Audience.STEWARDS
        )

    assert "harbour/" not in said(client, q="Secret")
    assert "hidden-" not in said(client, kind="organisations", q="a")


def test_a_small_number_of_organisations_is_not_told(client, network):
    assert 'class="count"' not in said(client, q="harbour", kind="organisations")


def test_htmx_gets_the_results_alone(client, network):
    text = client.get(ADDRESS, {"q": "harbour"}, headers={"HX-Request": "true"}).content.decode()

    assert text.strip().startswith('<div id="results"')


def test_the_number_of_queries_does_not_grow_with_the_results(client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    rubric, counts = RubricFactory(language="en"), []
    for n in range(3):
        ArticleFactory(title=f"Harbour {n}", parent=rubric)
        organisation = OrganisationFactory(slug=f"o{n}")
        NameFactory(organisation=organisation, text=f"Harbour {n}")
        said(client, q="harbour")
        if n != 1:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                said(client, q="harbour")
            counts.append(len(captured))

    assert counts[0] >= counts[1]


@pytest.mark.parametrize("quoted", ['"cranes stand"', "“cranes stand”", "« cranes stand »", "„cranes stand“"])
@pytest.mark.parametrize(("words", "found"), [("cranes stand", True), ("stand cranes", False)])
def test_words_between_the_quotes_of_any_language_are_looked_for_together(client, network, quoted, words, found):
    assert ("Cranes" in said(client, q=quoted.replace("cranes stand", words), kind="articles")) is found
