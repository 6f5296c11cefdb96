"""What a partner map may be narrowed by further: values inside it, counted as its readers may know them."""

from dataclasses import replace

from maillage.atlas.queries.shown import Shown
from maillage.network.queries.facets import COUNTERS, LABELLERS, Option, told_values
from maillage.network.queries.search import Search


def options(shown: Shown, asked: Search) -> dict[str, list[Option]]:
    """Filter → values that leave at least the map's smallest count; each counted as if its filter were not chosen.

    asked: what narrows the map beside its own filter, the last of `shown.searches` when it narrows anything
    """
    own = shown.searches[:-1] if asked.narrows else shown.searches
    return {name: _options(shown, own, asked, name) for name in COUNTERS}


def _options(shown: Shown, own: tuple[Search, ...], asked: Search, name: str) -> list[Option]:
    rest = replace(shown, searches=(*own, asked.without(name)))
    chosen = getattr(asked, name)
    rows = rest.organisations() if rest.is_filtered else None
    told = told_values(name, shown.reader, rows, chosen=chosen, least=shown.threshold)
    counts = {value: count for value, count in told.items() if not _is_given(own, name, value)}
    return LABELLERS[name](shown.reader, counts, chosen)


def _is_given(own: tuple[Search, ...], name: str, value: str | int) -> bool:
    """Whether every organisation of the map has this value: choosing it would change nothing."""
    return any(getattr(search, name) == (value,) for search in own)
