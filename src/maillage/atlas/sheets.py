"""An open map, worked out: what a template draws and what its links say."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict  # noqa: TID251 -- the parser of addresses, not a request
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from maillage.atlas.drawing import Country, Drawing, draw
from maillage.atlas.policy import policy
from maillage.atlas.queries.countries import Count
from maillage.atlas.queries.shown import Shown
from maillage.atlas.queries.spread import Part, Spread, spread
from maillage.atlas.world import world
from maillage.network.filters import Asked


@dataclass
class Sheet:
    """`query` is what the address narrows the map by, beside the map's own filter."""

    shown: Shown
    query: MultiValueDict[str, str]

    @cached_property
    def asked(self) -> Asked:
        """What the directory would have to be asked to list the same organisations: for links."""
        if self.shown.map is None:
            return Asked(self.shown.reader, self.query)
        query = QueryDict(self.shown.map.filters, mutable=True)
        if self.shown.map.network is not None:
            query.setlist("network", [self.shown.map.network.slug])
        for name, values in self.query.lists():
            query.setlist(name, _both(name, query.getlist(name), values))
        return Asked(self.shown.reader, query)

    @cached_property
    def narrowed(self) -> Asked:
        """What the address asks for beside the map's own filter: for the form."""
        return Asked(self.shown.reader, self.query)

    @cached_property
    def spread(self) -> Spread:
        return spread(self.shown)

    @property
    def count(self) -> int | None:
        """How many organisations; None when a map of few may not say so."""
        is_told = self.shown.map is None or self.spread.count >= self.threshold
        return self.spread.count if is_told else None

    @property
    def threshold(self) -> int:
        return self.shown.threshold

    @property
    def parts(self) -> list[Part]:
        return self.spread.parts

    @cached_property
    def countries(self) -> list[Country]:
        return [self._country(told) for told in self.spread.countries]

    @cached_property
    def drawing(self) -> Drawing:
        return draw(world(), policy(), self.countries, threshold=self.threshold)

    @property
    def list_address(self) -> str:
        """The same result in the directory."""
        return with_query(reverse("network:organisation-list"), self.asked.address)

    def _country(self, told: Count) -> Country:
        unit, rule = told.territory, policy().get(told.territory.code)
        return Country(
            code=unit.code,
            name=(rule.name if rule else "") or str(unit),
            count=told.count,
            latitude=unit.latitude,
            longitude=unit.longitude,
            address=with_query(reverse("network:organisation-list"), self.asked.narrowed("territory", unit.code)),
            is_chosen=self.asked.is_chosen("territory", unit.code),
        )


def _both(name: str, own: list[str], asked: list[str]) -> list[str]:
    """One choice that stands for the map's own and what is asked within it; inside a place lie other places."""
    if name == "q":
        return [" ".join([*own, *asked]).strip()]
    return [value for value in asked if value in own] or asked


def with_query(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address
