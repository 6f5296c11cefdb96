"""The graph as one reader may know it: standing ties behind the gate, between records that are there."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from maillage.network.models import Organisation, Tie
from maillage.network.queries.search import memberships
from maillage.network.readers import Reader


def ids(numbers: Collection[int]) -> RawSQL:
    """For `…__in`: many ids as one array, which the database reads faster than as many parameters."""
    return RawSQL("SELECT unnest(%s::bigint[])", [sorted(numbers)])


def present(ties: QuerySet[Tie]) -> QuerySet[Tie]:
    """`ties` without those that merging left on an absorbed record."""
    absorbed = Organisation.objects.filter(merged_into__isnull=False).values("pk")
    return ties.exclude(a__in=absorbed).exclude(b__in=absorbed)


def standing_ties(reader: Reader, *, today: bool = False) -> QuerySet[Tie]:
    """Ties that stand, past ones too unless only those of `today` are asked for.

    A tie is shown to those who may read both its ends (`sql.TIE_SQL`), so no answer drawn from these rows depends on a
    record or a tie that is hidden from `reader`.
    """
    ties = Tie.objects.visible_to(reader).standing()
    return present(ties.current() if today else ties)


def current_memberships(reader: Reader) -> QuerySet[Tie]:
    return present(memberships(reader))


def network_at(reader: Reader, slugs: Collection[str]) -> dict[str, Organisation]:
    """Slug → record, for those the reader may see."""
    return {one.slug: one for one in Organisation.objects.visible_to(reader).filter(slug__in=slugs)}
