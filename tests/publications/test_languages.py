"""One site in several languages."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.factories.publications import ArticleFactory, RubricFactory, front
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from maillage.publications.models import Following

pytestmark = pytest.mark.django_db


def read(client, address):
    cache.clear()
    return client.get(address).content.decode()


@pytest.fixture
def english():
    return Locale.objects.get(language_code="en")


def translate(page, locale, **texts):
    """As the translation screen does: strings, then a page that is written from them."""
    source, _is_new = TranslationSource.update_or_create_from_instance(page)
    Translation.objects.update_or_create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string, locale=locale, context=segment.context,
            defaults={"data": texts.get(segment.string.data, f"EN {segment.string.data}")},
        )  # fmt: skip
    return source.create_or_update_translation(locale, copy_parent_pages=True)[0]


def test_a_rubric_without_translation_stands_in_the_menu_in_its_own_language(client):
    RubricFactory(title="Nos campagnes", language="fr")

    said = read(client, "/en/articles/")
    assert 'lang="fr"' in said.partition("Nos campagnes")[0].rpartition("<a ")[2]
    assert "(in: French)" in said
    assert "(in:" not in read(client, "/fr/articles/").partition("Nos campagnes")[2][:200]


def test_a_translation_says_where_it_comes_from_and_that_its_original_moved_on(
    client, english, django_capture_on_commit_callbacks
):
    article = ArticleFactory(title="Un toit", language="fr", body=[("text", "<p>Dès le matin.</p>")])
    article.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        translated = translate(article, english, **{"Un toit": "A roof"})
    translated.refresh_from_db()

    said = read(client, translated.url)
    assert translated.url.startswith("/en/")
    assert "A roof" in said
    assert "Translated from: French." in said
    assert "has changed since" not in said
    assert 'hreflang="fr"' in said
    assert "A roof" in read(client, article.url).join(["", ""]) or f'href="{translated.url}"' in read(
        client, article.url
    )
    Following.objects.update(seen_at=timezone.now() - dt.timedelta(days=2))
    article.save_revision().publish()
    assert "The original has changed since" in read(client, translated.url)


def test_the_languages_at_the_head_lead_to_the_translation(client, english, django_capture_on_commit_callbacks):
    rubric = RubricFactory(title="Notre stratégie", language="fr")
    with django_capture_on_commit_callbacks(execute=True):
        translated = translate(rubric, english)
    translated.refresh_from_db()

    assert translated.url.startswith("/en/")
    said = read(client, rubric.url)
    assert f'href="{translated.url}" lang="en"' in said
    assert 'href="/ar/articles/" lang="ar"' in said
    assert front("en").url == "/en/"


def test_arabic_is_set_from_right_to_left(client):
    article = ArticleFactory(title="سقف", slug="roof", language="ar", parent=RubricFactory(language="ar", slug="r"))

    assert '<html lang="ar" dir="rtl"' in read(client, article.url)
