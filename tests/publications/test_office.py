"""What editors ask of the office: appointments, moved pages, versions side by side."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory, sign_in
from tests.factories.network import HomeFactory, OrganisationFactory
from tests.factories.publications import ArticleFactory, LinkFactory, RubricFactory

from maillage.network.enums import Audience
from maillage.publications import tasks
from maillage.publications.actions.people import set_people

pytestmark = pytest.mark.django_db


def test_an_article_appears_at_its_hour(client):
    article = ArticleFactory(title="Tomorrow", language="en", live=False)
    article.go_live_at = timezone.now() + dt.timedelta(hours=1)
    article.save_revision().publish()
    tasks.publish_scheduled(0)
    assert client.get(article.url).status_code == 404

    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        tasks.publish_scheduled(0)
        cache.clear()
        assert client.get(article.url).status_code == 200


def test_a_page_that_moves_leads_to_its_new_address(client, django_capture_on_commit_callbacks):
    article = ArticleFactory(language="en", slug="before")
    old = article.url
    article.slug = "after"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    article.refresh_from_db()

    answer = client.get(old)
    assert (answer.status_code, answer.url) == (301, article.url)


def test_two_versions_side_by_side_tell_no_hidden_name(client):
    HomeFactory()
    person, rubric = PersonFactory(), RubricFactory(language="en")
    set_people(rubric, stewards=[person], by=None)
    hidden = OrganisationFactory(name="Zqhidden", audience=Audience.STEWARDS)
    article = ArticleFactory(title="Before", parent=rubric)
    first = article.save_revision()
    LinkFactory(article=article, organisation=hidden)
    article = type(article).objects.get(pk=article.pk)
    article.title = "After"
    second = article.save_revision()
    sign_in(client, person)

    compared = client.get(reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, first.pk, second.pk]))
    edited = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert "After" in compared.content.decode()
    for said in (compared.content.decode(), edited.content.decode()):
        assert "zqhidden" not in said.lower()
        assert f"#{hidden.pk}" in said
