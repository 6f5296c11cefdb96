"""What else to read: articles that share themes, or whose organisations are tied to those of this one."""

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from maillage.network.models import Organisation, Tie
from maillage.network.readers import STRANGER
from maillage.publications.models import Article, ArticleOrganisation
from maillage.publications.queries.articles import published

if TYPE_CHECKING:
    from datetime import date

OFFERED = 4
LOOKED_AT = 200  # the latest articles of each theme or organisation
SAME, TIED, THEME = 4, 1, 2  # what one shared organisation, one tie, one theme count


def related(article: Article) -> list[Article]:
    """The nearest first. Worked out from what everyone may see, so that the list tells no reader of a hidden tie."""
    themes, linked = list(article.themes.all()), [row.organisation_id for row in article.organisations.all()]
    if not themes and not linked:
        return []
    rows = published(STRANGER, article.locale.language_code).exclude(pk=article.pk)
    score: Counter[int] = Counter()
    days: dict[int, date] = {}

    def count(narrowed: QuerySet[Article], points: int) -> None:
        found = dict(narrowed.values_list("pk", "published_on")[:LOOKED_AT])
        days.update(found)
        score.update(dict.fromkeys(found, points))

    for theme in themes:
        count(rows.filter(themes=theme), THEME)
    own = set(Organisation.objects.visible_to(STRANGER).filter(pk__in=linked).values_list("pk", flat=True))
    for points, group in ((SAME, own), (TIED, _tied(own) - own)):
        if group:
            links = ArticleOrganisation.objects.filter(organisation__in=group).values("article_id")
            count(rows.filter(pk__in=links), points)
    best = sorted(score, key=lambda pk: (score[pk], days[pk], pk), reverse=True)[:OFFERED]
    found = rows.in_bulk(best)
    return [found[pk] for pk in best]


def _tied(organisations: set[int]) -> set[int]:
    """The far ends of the ties that everyone may see."""
    if not organisations:
        return set()
    known = Organisation.objects.visible_to(STRANGER).values("pk")
    ties = Tie.objects.visible_to(STRANGER).standing().filter(Q(a__in=organisations) | Q(b__in=organisations))
    ends = ties.filter(a__in=known, b__in=known).values_list("a_id", "b_id")
    return {pk for pair in ends for pk in pair}
