"""Articles on the search page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.kit import search as kit
from maillage.network.readers import Reader
from maillage.publications.models import Article
from maillage.publications.queries import search
from maillage.publications.queries.articles import as_rows


def register() -> None:
    kit.sources.register(
        "articles",
        kit.Source(
            label=_("Articles"),
            find=find,
            filters=("theme", "territory", "year"),
            order=20,
            all_at=lambda: (reverse("publications:articles"), _("Show all articles")),
            years=search.years,
            offers=search.offers,
        ),
    )


def find(reader: Reader, asked: kit.Asked, first: int, limit: int) -> kit.Found:
    result = search.found(reader, asked)
    texts = search.shown(result, first, limit)
    pages = as_rows(Article.objects.all()).in_bulk(list(texts))
    hits = [_hit(pages[pk], texts[pk]) for pk in result.articles[first : first + limit] if pk in pages and pk in texts]
    none_here = not result.total and not asked.everywhere
    return kit.Found(
        hits=hits,
        total=result.total,
        reachable=len(result.articles),
        also=result.also,
        elsewhere=search.elsewhere(reader, asked) if none_here else 0,
    )


def _hit(article: Article, text: search.Shown) -> kit.Hit:
    return kit.Hit(
        title=kit.as_html(text.title),
        address=article.url,
        extract=kit.as_html(text.extract),
        language=article.locale.language_code,
        date=article.published_on,
        notes=(pgettext_lazy("of an article", "relayed"),) if hasattr(article, "relay") else (),
    )
