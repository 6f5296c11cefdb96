"""What a map shows: whose positions, how exactly, which organisations, in which language."""

from dataclasses import dataclass
from functools import reduce

from django.conf import settings
from django.db.models import QuerySet

from maillage.atlas.enums import Scope
from maillage.atlas.models import PartnerMap
from maillage.network.enums import Precision
from maillage.network.models import Organisation
from maillage.network.queries.search import Search, organisations, words_of
from maillage.network.readers import MEMBER, STRANGER, Reader


def audience_of(reader: Reader) -> Reader:
    """A map is the same for all members, and for all others: what circles or stewards read is never drawn."""
    return MEMBER if reader.is_member else STRANGER


@dataclass(frozen=True)
class Shown:
    """An open map, as it was asked for.

    map:      None for the map of everything
    reader:   a member or a stranger, nobody in particular
    searches: what narrows it: the map's own filter and the one in the address; an organisation must answer both
    language: of the names
    """

    map: PartnerMap | None
    reader: Reader
    searches: tuple[Search, ...]
    language: str

    @property
    def scope(self) -> Scope | None:
        """Whose positions; None when the map is not fine enough to have points."""
        cap = self.map.precision_cap if self.map else Precision.EXACT
        if cap > Precision.TOWN:
            return None
        if cap == Precision.TOWN:
            return Scope.MEMBERS_TOWN if self.reader.is_member else Scope.PUBLIC_TOWN
        return Scope.MEMBERS if self.reader.is_member else Scope.PUBLIC

    @property
    def is_filtered(self) -> bool:
        return any(search.narrows for search in self.searches)

    @property
    def threshold(self) -> int:
        """The smallest count that is said: the instance's, or a stricter one of the map."""
        return max(settings.COUNT_THRESHOLD, (self.map.threshold if self.map else None) or 0)

    def organisations(self) -> QuerySet[Organisation]:
        """The organisations shown, in no order, with or without a point."""
        rows = [
            organisations(self.reader, search, words_of(self.reader, search.text))
            for search in self.searches
            if search.narrows
        ]
        if not rows:
            return Organisation.objects.visible_to(self.reader)
        return reduce(lambda some, others: some.filter(pk__in=others.order_by().values("pk")), rows)
