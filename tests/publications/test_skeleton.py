"""The thinnest whole path: a site in each language, a rubric, an article, their addresses."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from tests.factories.publications import ArticleFactory, RubricFactory, front
from wagtail.models import Page, Site

from maillage.publications.actions.fronts import set_up_fronts
from maillage.publications.models import Front

pytestmark = pytest.mark.django_db


def test_there_is_a_front_per_language_and_nothing_else():
    set_up_fronts()

    fronts = Front.objects.select_related("locale")
    assert {one.locale.language_code for one in fronts} == set(dict(settings.LANGUAGES))
    assert len({one.translation_key for one in fronts}) == 1
    assert Page.objects.filter(depth=2).count() == len(fronts)
    assert Site.objects.get().root_page.specific == front()


def test_an_article_is_read_at_its_address_and_found_in_lists(client):
    rubric = RubricFactory(title="Campaigns", language="en")
    article = ArticleFactory(title="A day in Tunis", parent=RubricFactory(parent=rubric, title="Calls"))

    assert article.url == "/en/campaigns/calls/a-day-in-tunis/"
    assert "It began in the morning." in client.get(article.url).content.decode()
    for address in (rubric.url, reverse("publications:articles").replace("/fr/", "/en/")):
        assert "A day in Tunis" in client.get(address).content.decode()
    assert "A day in Tunis" not in client.get("/fr/articles/").content.decode()


def test_a_draft_answers_like_what_does_not_exist(client):
    draft = ArticleFactory(title="Later", live=False)

    assert client.get(draft.url).status_code == 404


def test_the_home_page_stays_the_portal_s(client):
    assert client.get("/fr/").resolver_match.view_name == "portal:home"


@pytest.mark.parametrize("path", ["no-such/", "no-such/deeper/", "%00/", "a%00b/", "%ff/", "../", "x" * 5000 + "/"])
def test_an_address_where_nothing_is_finds_nothing(client, path):
    ArticleFactory(language="en")
    assert client.get(f"/en/{path}").status_code == 404


def test_a_page_is_found_by_its_whole_address_alone(client):
    here = ArticleFactory(language="en", slug="same")
    there = ArticleFactory(language="en", slug="same")
    assert here.title in client.get(here.url).content.decode()
    assert there.title in client.get(there.url).content.decode()
    assert client.get(here.url.replace("same", "other")).status_code == 404
    assert client.get(here.get_parent().url + "x/same/").status_code == 404
    assert client.get(here.url.replace("/en/", "/fr/")).status_code == 404


@pytest.mark.parametrize("slug", ["a-day", "مقال-عن-البحر", "o-dívida"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_addresses_are_those_that_wagtail_would_give(slug, language):
    article = ArticleFactory(language="ar", slug=slug)
    with override(language):
        assert article.url == article.page_ptr.url
        assert article.full_url.endswith(article.url)


def test_a_language_that_is_closed_has_no_pages(client):
    article = ArticleFactory(language="ar")
    closed = front("ar")
    closed.live = False
    closed.save(update_fields=["live"])
    cache.clear()
    assert client.get(article.url).status_code == 404


def test_a_language_that_moves_is_found_in_every_process(client):
    """Wagtail keeps where a site begins for an hour in each process; here a change is seen within a second."""
    article = ArticleFactory(language="ar")
    address = article.url
    client.get(address)
    Page.objects.filter(pk=front("ar").pk).update(slug="elsewhere", url_path="/elsewhere/")  # as another process does
    Page.objects.filter(pk=article.get_parent().pk).update(url_path="/elsewhere/" + address.split("/")[2] + "/")
    Page.objects.filter(pk=article.pk).update(url_path="/elsewhere/" + "/".join(address.split("/")[2:]))
    cache.delete("publications-version")  # a second later
    article.refresh_from_db()
    assert article.url == address
    assert client.get(address + "?n=1").status_code == 200
