"""Which feeds and texts a person looks after, and who looks after a feed."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from maillage.accounts.models import Person
from maillage.network.models import Mandate, Organisation
from maillage.network.queries.readers import STEWARD_ROLES
from maillage.network.readers import Reader
from maillage.publications.models import Rubric
from maillage.publications.relays.enums import ItemState
from maillage.publications.relays.models import Feed, FeedItem


def rubrics_of(reader: Reader) -> QuerySet[Rubric]:
    """The rubrics this reader may relay into: all for stewards; else those of their groups, and what is below them."""
    rows: QuerySet[Rubric] = Rubric.objects.select_related("locale").order_by("path")
    if reader.is_steward:
        return rows
    below = Q(pk__in=[])
    if reader.person is not None:
        for path in Rubric.objects.filter(stewards__user=reader.person).values_list("path", flat=True):
            below |= Q(path__startswith=path)
    return rows.filter(below)


def feeds_of(reader: Reader) -> QuerySet[Feed]:
    rows = Feed.objects.select_related("rubric__locale", "organisation").order_by("title", "pk")
    return rows if reader.is_steward else rows.filter(rubric__in=rubrics_of(reader))


def with_counts(feeds: QuerySet[Feed]) -> QuerySet[Any]:
    """`waiting` and `relayed`: how many of its texts are to look at, and stand on the site."""
    return feeds.annotate(
        waiting=Count("items", filter=Q(items__state=ItemState.PROPOSED)),
        relayed=Count("items", filter=Q(items__state=ItemState.ACCEPTED)),
    )


def items_of(reader: Reader) -> QuerySet[FeedItem]:
    """The latest first, by the day they came: what a feed dates in the past is not lost below."""
    rows = FeedItem.objects.select_related("feed__rubric__locale", "feed__organisation", "article")
    rows = rows if reader.is_steward else rows.filter(feed__rubric__in=rubrics_of(reader))
    return rows.order_by("-came_at", "-published_at", "-pk")


def waiting(reader: Reader) -> int:
    return items_of(reader).proposed().count()  # type: ignore[attr-defined, no-any-return]


def sources(reader: Reader, feeds: Iterable[Feed]) -> dict[int, str]:
    """Organisation → its name, of those this reader may see."""
    ids = {feed.organisation_id for feed in feeds}
    return {row.pk: str(row) for row in Organisation.objects.visible_to(reader).filter(pk__in=ids)}


def keepers_of(feed: Feed) -> list[Person]:
    """Who is told about a feed: the stewards of its rubric or of the nearest one above that has any, else the network's."""
    groups = []
    if feed.rubric is not None:
        above = Rubric.objects.ancestor_of(feed.rubric, inclusive=True).exclude(stewards=None)
        groups = list(above.order_by("-depth").values_list("stewards", flat=True))
    for group in groups:
        people = list(Person.objects.filter(groups=group, is_active=True).order_by("pk"))
        if people:
            return people
    stewards = Mandate.objects.current().filter(organisation__is_home=True, role__in=STEWARD_ROLES)
    return list(Person.objects.filter(pk__in=stewards.values("person"), is_active=True).order_by("pk"))
