"""What the publications add to pages of others: the home page, the record of an organisation."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from maillage.network.models import Organisation
from maillage.network.readers import STRANGER, Reader
from maillage.publications.heads import Feed, feeds_under, site_feeds
from maillage.publications.queries.articles import of_organisation, published
from maillage.publications.queries.bylines import dress

SHOWN = 5


def about_organisation(organisation: Organisation, reader: Reader) -> Mapping[str, object] | None:
    """The latest texts by it or about it, in any language, those of the page's first."""
    rows = of_organisation(published(reader), organisation).select_related("relay", "locale")
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


def latest(reader: Reader) -> Mapping[str, object] | None:
    """The sheet of the home page."""
    articles = list(published(reader, get_language())[:SHOWN])
    if not articles:
        return None
    return {"articles": dress(articles, reader), "feeds": site_feeds(), "styles": ["publications/publications.css"]}
