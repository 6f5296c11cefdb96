"""Lists of articles. All of them begin here: what is live, and no relay whose time is over."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone

from maillage.network.models import Organisation, Territory, Theme
from maillage.network.readers import Reader
from maillage.publications.models import Article, ArticleOrganisation, Author, Rubric
from maillage.publications.pages import LINKED

IN_A_ROW = ("standfirst", "published_on", "picture", "is_example", "relay")  # beside what makes a link


def published(reader: Reader, language: str | None = None) -> QuerySet[Article]:
    """The articles this reader may read, the latest first; every other list narrows this one.

    Articles are public or not at all, so everyone reads the same ones; the organisations beside them are read by
    `queries.bylines`, behind the gate.
    """
    today = timezone.localdate()
    rows: QuerySet[Article] = Article.objects.live().filter(
        Q(relay=None) | Q(relay__expires_on=None) | Q(relay__expires_on__gte=today)
    )
    if language:
        rows = rows.filter(locale__language_code=language)
    return rows.select_related("relay").order_by("-published_on", "-pk")


def whole(article: Article) -> Article:
    """With all that belongs to it held in memory, so that it is read once whoever asks after it."""
    for name in ("authors", "organisations", "themes", "territories", "footnotes") if article.pk else ():
        getattr(article, name).get_object_list()
    return article


def as_rows(articles: QuerySet[Article]) -> QuerySet[Article]:
    """As lists show them: without their texts, which are long."""
    return articles.only(*LINKED, *IN_A_ROW).select_related("relay", "locale")


def in_rubric(articles: QuerySet[Article], rubric: Rubric, *, deep: bool = True) -> QuerySet[Article]:
    """The articles of `rubric` and, when `deep`, of everything below it."""
    return articles.descendant_of(rubric) if deep else articles.child_of(rubric)  # type: ignore[attr-defined, no-any-return]


def of_organisation(articles: QuerySet[Article], organisation: Organisation) -> QuerySet[Article]:
    """What is about `organisation`, written by it or relayed from it. Ask the gate first whether it may be named."""
    about = ArticleOrganisation.objects.filter(organisation=organisation).values("article_id")
    by = Author.objects.filter(organisation=organisation).values("article_id")
    return articles.filter(Q(pk__in=about) | Q(pk__in=by) | Q(relay__source=organisation))


@dataclass(frozen=True)
class Narrowing:
    """What a list of articles is narrowed to; None and "" ask nothing."""

    theme: Theme | None = None
    territory: Territory | None = None
    organisation: Organisation | None = None
    year: int | None = None
    author: str = ""

    def of(self, articles: QuerySet[Article]) -> QuerySet[Article]:
        """Themes and territories with everything inside them."""
        if self.theme:
            within = Theme.objects.within(self.theme).values("pk")
            articles = articles.filter(pk__in=Article.themes.through.objects.filter(theme__in=within).values("article"))
        if self.territory:
            units = Territory.objects.within(self.territory).values("pk")
            linked = Article.territories.through.objects.filter(territory__in=units)
            articles = articles.filter(pk__in=linked.values("article"))
        if self.organisation:
            articles = of_organisation(articles, self.organisation)
        if self.year:
            articles = articles.filter(published_on__year=self.year)
        if self.author:
            articles = articles.filter(pk__in=Author.objects.filter(name=self.author).values("article_id"))
        return articles


def themes_of(articles: QuerySet[Article]) -> QuerySet[Theme]:
    """The themes that stand beside these articles."""
    rows = Article.themes.through.objects.filter(article__in=articles.order_by().values("pk"))
    return Theme.objects.filter(pk__in=rows.values("theme")).order_by("code")


def territories_of(articles: QuerySet[Article]) -> QuerySet[Territory]:
    rows = Article.territories.through.objects.filter(article__in=articles.order_by().values("pk"))
    return Territory.objects.filter(pk__in=rows.values("territory")).order_by("code")


def years_of(articles: QuerySet[Article]) -> list[int]:
    years = articles.order_by().annotate(year=ExtractYear("published_on")).values_list("year", flat=True)
    return sorted(years.distinct(), reverse=True)
