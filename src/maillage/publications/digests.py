"""Articles, as a newsletter offers them to those who compose it: what everyone may read."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from maillage.kit.digests import Item, Source
from maillage.network.models import Organisation, Theme
from maillage.network.readers import STRANGER
from maillage.publications.models import Article, ArticleOrganisation
from maillage.publications.queries.articles import published

MOST = 40


def items(language: str, themes: Collection[int], since: datetime | None) -> list[Item]:
    """The latest articles in this language, about these themes or what lies below them, since that day."""
    rows = published(STRANGER, language)
    if themes:
        within = Theme.objects.filter(ancestors__overlap=list(themes))  # a theme is among its own ancestors
        rows = rows.filter(pk__in=Article.themes.through.objects.filter(theme__in=within).values("article"))
    if since is not None:
        rows = rows.filter(first_published_at__gte=since)
    with override(language):
        return [_item(article) for article in _with_organisations(rows)[:MOST]]


def _with_organisations(rows: QuerySet[Article]) -> QuerySet[Article]:
    seen = Organisation.objects.visible_to(STRANGER)
    links = ArticleOrganisation.objects.filter(organisation__in=seen).select_related("organisation").order_by("pk")
    return rows.prefetch_related(Prefetch("organisations", links))


def _item(article: Article) -> Item:
    return Item(
        title=article.title,
        standfirst=article.standfirst,
        address=article.get_full_url() or "",
        dated=article.published_on,
        organisations=tuple(str(link.organisation) for link in article.organisations.all()),
    )


ARTICLES = Source(label=_("Articles"), items=items)
