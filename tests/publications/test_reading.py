"""Reading an article: where one is, how long it is, in what size, and no picture before it is asked for."""

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from PIL import Image
from tests.factories.publications import ArticleFactory, FootnoteFactory, RubricFactory, front

from maillage.cms.models import Picture

pytestmark = pytest.mark.django_db
LONG = "<h2>Why</h2><p>" + "word " * 500 + "</p><h2>Who</h2><p>We.</p><h3>With whom</h3><p>You.</p>"


def read(client, address, **headers):
    cache.clear()
    return client.get(address, headers=headers).content.decode()


def picture(settings, tmp_path) -> Picture:
    settings.MEDIA_ROOT = tmp_path
    out = BytesIO()
    Image.new("RGB", (1600, 900), "#0d5a58").save(out, "PNG")
    return Picture.objects.create(title="Green", file=ContentFile(out.getvalue(), name="green.png"))


def test_a_long_text_has_a_table_of_contents_and_its_time(client):
    said = read(client, ArticleFactory(language="en", body=[("text", LONG)]).url)

    contents = said.partition('class="toc"')[2].partition("</nav>")[0]
    assert re.findall(r'href="#([^"]+)"', contents) == ["why", "who", "with-whom"]
    assert 'id="with-whom"' in said
    assert "3 minutes to read" in said


def test_a_short_text_has_none(client):
    said = read(client, ArticleFactory(language="en").url)

    assert 'class="toc"' not in said
    assert "1 minute to read" in said


def test_headings_of_several_blocks_share_one_table(client):
    body = [("text", "<h2>A</h2>"), ("text", "<h2>A</h2>"), ("text", "<h2>B</h2>")]

    said = read(client, ArticleFactory(language="en", body=body).url)
    assert re.findall(r'<h2 id="([^"]+)"', said.partition('class="text"')[2])[:3] == ["a", "a-2", "b"]


def test_a_call_in_a_heading_leads_to_its_note(client):
    article = ArticleFactory(language="en", body=[("text", "<h2>Why[^1]</h2><p>Because.</p>")])
    FootnoteFactory(article=article)

    said = read(client, article.url)
    assert '<h2 id="why">' in said
    assert 'href="#note-1"' in said


def test_one_is_told_where_one_is(client):
    above = RubricFactory(title="Campaigns", language="en")
    article = ArticleFactory(title="A day", parent=RubricFactory(title="Calls", parent=above))

    crumbs = read(client, article.url).partition('class="crumbs"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == ["/en/", "/en/campaigns/", "/en/campaigns/calls/"]
    assert 'aria-current="page"' in crumbs


def test_what_is_made_up_says_so_in_lists_and_on_its_page(client):
    article = ArticleFactory(language="en", is_example=True)

    assert "none of this happened" in read(client, article.url)
    assert "example" in read(client, article.get_parent().url).partition('class="rows"')[2]


def test_pictures_come_in_two_sizes_with_what_they_show(client, settings, tmp_path):
    article = ArticleFactory(language="en", picture=picture(settings, tmp_path), picture_alternative="A field")

    said = read(client, article.url)
    assert re.search(r'<img src="/media/images/[^"]+" srcset="[^"]+ 800w, [^"]+ 1600w"[^>]* alt="A field"', said)


@pytest.mark.parametrize("how", ["cookie", "browser"])
def test_no_picture_is_sent_to_who_spares_data(client, settings, tmp_path, how):
    article = ArticleFactory(language="en", picture=picture(settings, tmp_path), picture_alternative="A field")
    headers = {"save-data": "on"} if how == "browser" else {}
    if how == "cookie":
        client.post("/pictures/", {"pictures": "asked"})

    said = read(client, article.url, **headers)
    assert "<img" not in said
    assert "Picture: A field" in said
    assert re.search(r'href="/media/images/[^"]+"[^>]*>Show it \([\d.]+\xa0\w+\)', said)
    assert "<img" not in read(client, article.get_parent().url, **headers)


def test_who_wants_pictures_has_them_whatever_the_browser_says(client, settings, tmp_path):
    article = ArticleFactory(language="en", picture=picture(settings, tmp_path))
    client.post("/pictures/", {"pictures": "always"})

    assert "<img" in read(client, article.url, **{"save-data": "on"})


def test_a_kept_page_is_kept_apart_for_each_look(client, settings, tmp_path):
    address = ArticleFactory(language="en", picture=picture(settings, tmp_path)).url
    cache.clear()

    assert "<img" in client.get(address).content.decode()
    assert "<img" not in client.get(address, headers={"save-data": "on"}).content.decode()
    client.cookies["text-size"] = "larger"
    assert 'data-text="larger"' in client.get(address).content.decode()


def test_the_home_page_opens_with_who_we_are_and_our_latest(client):
    site = front("en")
    site.introduction = "<p>We bring <b>together</b>.<script>x()</script></p>"
    site.save()
    rubric = RubricFactory(title="Campaigns", language="en", introduction="<p>What we support.</p>")
    ArticleFactory(title="A day in Tunis", parent=rubric)

    said = read(client, "/en/")
    assert "We bring <b>together</b>" in said
    assert "x()" not in said
    assert "A day in Tunis" in said
    assert "What we support." in said


def test_the_home_page_falls_back_and_says_in_which_language(client):
    site = front("fr")
    site.introduction = "<p>Nous faisons ensemble.</p>"
    site.save()
    ArticleFactory(title="Un toit", parent=RubricFactory(title="Nos luttes", language="fr"))

    said = read(client, "/ar/")
    assert '<div lang="fr" dir="ltr"><p>Nous faisons ensemble.</p></div>' in said
    assert re.search(r'<a href="/fr/nos-luttes/un-toit/" lang="fr" dir="ltr">Un toit</a>', said)


def test_the_home_page_costs_the_same_with_one_article_and_with_three(client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/")
        return len(queries)

    rubric = RubricFactory(language="en")
    ArticleFactory(parent=rubric)
    cost()
    first = cost()
    ArticleFactory(parent=rubric), ArticleFactory(parent=rubric)
    assert cost() == first
