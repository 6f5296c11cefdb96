"""Lists of articles. All of them begin here: what is live, and no relay whose time is over."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from maillage.network.readers import Reader
from maillage.publications.models import Article, Rubric


def published(reader: Reader, language: str | None = None) -> QuerySet[Article]:
    """The articles this reader may read, the latest first; every other list narrows this one.

    Articles are public or not at all, so everyone reads the same ones; the organisations beside them are read by
    `queries.bylines`, behind the gate.
    """
    today = timezone.localdate()
    rows = Article.objects.live().filter(Q(relay=None) | Q(relay__expires_on=None) | Q(relay__expires_on__gte=today))
    if language:
        rows = rows.filter(locale__language_code=language)
    return rows.order_by("-published_on", "-pk")


def in_rubric(articles: QuerySet[Article], rubric: Rubric, *, deep: bool = True) -> QuerySet[Article]:
    """The articles of `rubric` and, when `deep`, of everything below it."""
    return articles.descendant_of(rubric) if deep else articles.child_of(rubric)  # type: ignore[attr-defined, no-any-return]
