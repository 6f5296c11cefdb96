"""An article on paper: its text, where it comes from, its licence; markup stays text."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse
from tests.factories.network import OrganisationFactory
from tests.factories.publications import ArticleFactory, AuthorFactory, FootnoteFactory, RelayFactory, RubricFactory

from maillage.kit.press.turn import key
from maillage.network.enums import Audience
from maillage.publications.enums import Licence
from maillage.publications.paper.contents import Printed, contents

pytestmark = pytest.mark.django_db


def address(article) -> str:
    return reverse("publications:article-pdf", args=[article.pk])


def printed(article, body="<p>It began.</p>", notes=(), further=""):
    return contents(Printed(article, "https://net.example/a/", "IPAM", body, notes, further))


def words(lines) -> list[str]:
    return [line["text"] for line in lines]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pdf_is_made_and_markup_is_plain_text(client, language):
    body = [("text", '<h2>#panic("x")</h2><ul><li>$x$ [^1] شبكة</li></ul><p>#read("/etc/passwd") \\ _b_ */</p>')]
    article = ArticleFactory(language=language, title="#a = $b$ <c> سقف", slug="roof", body=body)
    FootnoteFactory(article=article)
    cache.clear()

    answer = client.get(address(article))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'inline; filename="roof.pdf"'


def test_what_is_not_published_has_no_paper(client):
    draft, over = ArticleFactory(live=False), ArticleFactory()
    RelayFactory(article=over, expires_on=dt.date(2020, 1, 1))

    assert [client.get(address(one)).status_code for one in (draft, over)] == [404, 404]
    assert client.get("/fr/articles/999999.pdf").status_code == 404


def test_it_says_where_it_stands_and_what_may_be_done_with_it():
    content = printed(ArticleFactory(language="en", licence=Licence.CC_BY_SA))

    said = words(content["colophon"])
    assert "https://net.example/a/" in said
    assert "Licence: CC BY-SA 4.0" in said
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in said


def test_a_relay_and_an_example_say_so():
    article = ArticleFactory(language="en", is_example=True)
    RelayFactory(article=article, original_url="https://partner.example/1", source=OrganisationFactory(name="Attac"))

    marks = [part["text"] for mark in printed(article)["marks"] for part in mark]
    assert marks[:2] == ["Relayed from Attac: ", "https://partner.example/1"]
    assert "none of this happened" in marks[2]


def test_it_is_in_the_language_of_the_article():
    content = printed(ArticleFactory(language="ar", slug="roof", parent=RubricFactory(language="ar", slug="r")))

    assert (content["language"], content["is_rtl"]) == ("ar", True)


def test_hidden_authors_are_not_on_paper():
    article = ArticleFactory(language="en")
    AuthorFactory(article=article, name="Awa Diop")
    AuthorFactory(article=article, name="", organisation=OrganisationFactory(name="Canary", audience=Audience.MEMBERS))

    assert printed(article)["authors"] == ["Awa Diop"]


def test_notes_are_numbered():
    content = printed(ArticleFactory(language="en"), notes=["<p>One.</p>", "<p>Two.</p>"])

    assert [note["number"] for note in content["notes"]] == ["1", "2"]


def test_one_is_made_at_a_time(client):
    import psycopg
    from django.db import connection

    article = ArticleFactory(language="en")
    cache.clear()
    parameters = connection.settings_dict
    database = {"dbname": parameters["NAME"], "user": parameters["USER"], "password": parameters["PASSWORD"]}
    with psycopg.connect(host=parameters["HOST"], port=parameters["PORT"], **database) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [key("article")])
        answer = client.get(address(article))
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
