"""What the publications add to pages of others: the home page, the record of an organisation."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from maillage.network.models import Organisation
from maillage.network.readers import STRANGER, Reader
from maillage.publications import html
from maillage.publications.heads import Feed, feeds_under, site_feeds
from maillage.publications.models import Article, Front
from maillage.publications.queries.articles import of_organisation, published
from maillage.publications.queries.bylines import dress
from maillage.publications.queries.tree import menu
from maillage.ui.languages import direction_of

SHOWN = 5


def about_organisation(organisation: Organisation, reader: Reader) -> Mapping[str, object] | None:
    """The latest texts by it or about it, in any language, those of the page's first."""
    rows = of_organisation(published(reader), organisation).select_related(
        "relay", "picture", "locale", "alias_of__locale"
    )
    here = get_language()
    latest = sorted(rows[: SHOWN + 1], key=lambda article: article.locale.language_code != here)
    if not latest:
        return None
    return {
        "articles": dress(latest[:SHOWN], reader),
        "slug": organisation.slug,
        "has_more": len(latest) > SHOWN,
        "feeds": _feeds(organisation),
        "styles": ["publications/publications.css"],
    }


def _feeds(organisation: Organisation) -> tuple[Feed, ...]:
    """Only of an organisation that everyone may know: programs ask for a feed as strangers do."""
    if not Organisation.objects.visible_to(STRANGER).filter(pk=organisation.pk).exists():
        return ()
    return feeds_under(
        reverse("publications:articles"), str(organisation), urlencode({"organisation": organisation.slug})
    )


def about(reader: Reader) -> Mapping[str, Any] | None:
    """What the home page opens with. Nothing while the site has neither a rubric nor an article."""
    language = get_language() or settings.LANGUAGE_CODE
    articles, rubrics = dress(latest(reader, language), reader), menu(language)
    if not articles and not rubrics:
        return None
    return {
        "styles": ["publications/publications.css"],
        "introduction": introduction(language),
        "articles": articles,
        "feeds": site_feeds() if articles else (),
        "rubrics": rubrics,
    }


def latest(reader: Reader, language: str) -> list[Article]:
    """The latest of this language, then those of the instance's language that are not in it."""
    own = published(reader, language)
    found = list(own[:SHOWN])
    if len(found) < SHOWN and language != settings.LANGUAGE_CODE:
        others = published(reader, settings.LANGUAGE_CODE).exclude(translation_key__in=own.values("translation_key"))
        found += others[: SHOWN - len(found)]
    return found


def introduction(language: str) -> str:
    """Of the front in this language, else in the instance's, marked as such."""
    languages = (language, settings.LANGUAGE_CODE)
    fronts = Front.objects.live().exclude(introduction="").filter(locale__language_code__in=languages)
    texts = dict(fronts.values_list("locale__language_code", "introduction"))
    code = next((code for code in languages if code in texts), "")
    if not code:
        return ""
    words = mark_safe(html.shown(texts[code]))  # noqa: S308 -- cleaned on this line
    return format_html('<div lang="{}" dir="{}">{}</div>', code, direction_of(code), words)
