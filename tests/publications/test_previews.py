"""What an editor sees before anybody else does."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.publications import ArticleFactory, RubricFactory

from maillage.publications.models import Article, Following

pytestmark = pytest.mark.django_db


def test_a_draft_is_seen_as_it_will_stand(client):
    draft = ArticleFactory(title="Soon", language="en", live=False)
    response = draft.make_preview_request()
    assert response.status_code == 200
    assert "Soon" in response.content.decode()
    assert client.get(draft.url).status_code == 404


def test_a_page_that_was_never_kept_is_seen_too():
    parent = RubricFactory(language="en", title="Campaigns")
    page = Article(title="Never kept", slug="never-kept", locale=parent.locale, standfirst="Three words here.")
    page.path, page.depth = Article._get_path(parent.path, parent.depth + 1, 1), parent.depth + 1
    page.set_url_path(parent)
    response = page.make_preview_request()
    assert response.status_code == 200
    assert "Never kept" in response.content.decode()
    assert "Campaigns" in response.content.decode()


def test_a_draft_translation_says_what_its_original_did_since(client):
    original = ArticleFactory(language="en", title="First")
    translation = original.copy_for_translation(ArticleFactory(language="fr").locale, copy_parents=True)
    Following.objects.filter(page=translation).update(seen_at=timezone.now() - timedelta(days=2))
    original.title = "First, again"
    original.save_revision().publish()
    text = translation.get_latest_revision_as_object().make_preview_request().content.decode()
    assert original.url in text
