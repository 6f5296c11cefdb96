"""Words in their own language; dates, periods and figures as they are said."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation
from i18nfield.strings import LazyI18nString

from maillage.kit.date_words import date_words, period_words
from maillage.network.models import Organisation
from maillage.ui.templatetags.maillage import audience_tag, day, figure


def drawn(source: str, **context) -> str:
    return Template("{% load maillage %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", ""),
        ("1976", "1976"),
        ("1976/..", "since 1976"),
        ("1976/", "from 1976"),
        ("2003/2011", "2003–2011"),
        ("2003/2003", "2003"),
        ("../2011", "until 2011"),
        ("/2011", "until 2011"),
        ("1998~", "about 1998"),
        ("1998?", "perhaps 1998"),
        ("1998%", "perhaps about 1998"),
        ("199X", "1990s"),
        ("199X/..", "since 1990s"),
        ("2003-07", "July 2003"),
        ("2003-07-14", "July 14, 2003"),
        ("2003-07/2011-05", "July 2003 to May 2011"),
        ("1998~/2003", "about 1998 to 2003"),
        ("nonsense-x", "nonsense-x"),
    ],
)
def test_period_is_said_in_words(value: str, words: str):
    with translation.override("en"):
        assert period_words(value) == words


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "juillet 2003"), ("es", "julio"), ("pt", "Julho"), ("ar", "2003")]
)
def test_month_is_said_in_the_language_of_the_page(language: str, words: str):
    with translation.override(language):
        assert words in date_words("2003-07")


@pytest.mark.parametrize("language", ["fr", "en", "es", "pt", "ar"])
def test_figure_is_grouped_and_never_splits(language: str):
    with translation.override(language):
        text = figure(180000)
    assert " " not in text
    assert text != "180000"
    assert "".join(c for c in text if c.isdigit()) == "180000"


def test_figure_of_nothing_is_nothing():
    assert figure(None) == ""


def test_words_in_the_language_of_the_page_are_left_alone():
    with translation.override("fr"):
        assert drawn("{% words 'Réseau' 'fr' %}") == "Réseau"


def test_words_in_another_language_say_so():
    with translation.override("fr"):
        assert drawn("{% words 'شبكة' 'ar' %}") == '<span lang="ar" dir="rtl">شبكة</span>'


def test_words_of_no_language_are_isolated():
    assert drawn("{% words 'CRID' '' %}") == "<bdi>CRID</bdi>"


def test_words_are_escaped():
    with translation.override("fr"):
        assert drawn("{% words value 'en' %}", value="<b>") == '<span lang="en" dir="ltr">&lt;b&gt;</span>'


@pytest.mark.parametrize(
    ("texts", "drawing"),
    [
        ({"fr": "Sénégal", "ar": "السنغال"}, "السنغال"),
        ({"fr": "Sénégal", "en": "Senegal"}, '<span lang="fr" dir="ltr">Sénégal</span>'),
        ({"pt": "Brasil"}, '<span lang="pt" dir="ltr">Brasil</span>'),
    ],
)
def test_translated_words_say_in_which_language_they_were_found(texts: dict[str, str], drawing: str):
    with translation.override("ar"):
        assert drawn("{% words value %}", value=LazyI18nString(texts)) == drawing


@pytest.mark.parametrize(
    ("label", "drawing"),
    [
        ({"fr": "Réseau", "ar": "شبكة"}, "شبكة"),
        ({"fr": "Réseau"}, '<span lang="fr" dir="ltr">Réseau</span>'),
        ({"": "CRID"}, "<bdi>CRID</bdi>"),
    ],
)
def test_label_of_an_organisation_says_its_language(label: dict[str, str], drawing: str):
    with translation.override("ar"):
        assert drawn("{% label organisation %}", organisation=Organisation(label=label)) == drawing


def test_audience_tag_tells_the_effective_audience():
    with translation.override("en"):
        context = audience_tag(Organisation(audience=0, shown_to=30))
    assert str(context["words"]) == "the network's stewards"
    with translation.override("en"):
        assert "Shown to: everyone" in drawn("{% audience_tag row %}", row=Organisation(shown_to=0))


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "2 janvier 2026"), ("en", "Jan. 2, 2026"), ("es", "2 de enero de 2026")]
)
def test_a_day_is_told_to_people_and_to_programs(language: str, said: str):
    with translation.override(language):
        assert day(date(2026, 1, 2)) == f'<time datetime="2026-01-02">{said}</time>'


def test_the_day_of_a_moment_is_that_of_the_instance(settings):
    settings.TIME_ZONE = "Europe/Paris"
    with translation.override("fr"):
        assert 'datetime="2026-01-02"' in day(datetime(2026, 1, 1, 23, 30, tzinfo=UTC), "SHORT_DATE_FORMAT")
    assert day(None) == ""
