"""Towns of the world, offline: from what people write for a town to where it is. Nothing is asked of anyone.

The file beside this module is built by tools/towns.py from GeoNames (CC BY 4.0), read at the first question and kept:
about 12 MB of bytes that are searched as they are.
"""

import lzma
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, hypot, radians

from maillage.kit.text import fold

# Written as part of a country, and lists of their own in GeoNames and in the tree.
OVERSEAS = {
    "FR": ("GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC"),
    "NL": ("AW", "CW", "SX", "BQ"),
    "US": ("PR", "GU", "VI", "AS", "MP"),
    "GB": ("GG", "JE", "IM"),
    "DK": ("GL", "FO"),
    "FI": ("AX",),
}
DEGREE = 111.2  # km
SAME = 15.0  # km: two entries of one name nearer than this are one town
NEAR = 40.0  # km: a point so near a town is in it, as far as telling towns of one name apart goes
OUTWEIGHS = 20  # times the inhabitants: then people mean the larger one of a country
NUMBERED = re.compile(r"\b(?:\w*\d\w*|cedex|arrondissement)\b", re.IGNORECASE)
SAINTS = {"st": "saint", "ste": "sainte", "saint": "st"}


@dataclass(frozen=True, slots=True)
class Place:
    """A town. `unit`: code of the tree's territory for its region, or nothing; `around`: the region's name, or nothing."""

    name: str
    country: str
    unit: str
    around: str
    latitude: float
    longitude: float
    population: int
    region: int

    def distance(self, latitude: float, longitude: float) -> float:
        """Kilometres, well enough to tell towns apart."""
        wide = (self.longitude - longitude + 180) % 360 - 180
        return DEGREE * hypot(self.latitude - latitude, wide * cos(radians(latitude)))


def find(
    town: str, country: str = "", hints: Iterable[str] = (), point: tuple[float, float] | None = None
) -> list[Place]:
    """The towns that `town` may be, the largest first; one is certain, several are to be asked about.

    country: ISO 3166 code, or "" when it is not known. hints: names of regions, areas or larger towns around it; one that
    fits no candidate is ignored. point: (latitude, longitude) of what is in the town; a town near it is the one. "79000 Niort", "Niort (79)", "Paris Cedex 11", "St Denis" and "Niort, Deux-Sèvres" are
    understood.
    """
    ways = [(found, words) for name, words in _variants(town) if (found := _called(name, country))]
    if point is not None:
        near = [(place.distance(*point), place) for found, _words in ways for place in found]
        near = [(away, place) for away, place in near if away <= NEAR]
        if near:
            return [min(near, key=lambda each: (each[0], _size(each[1])))[1]]
    return _settled(_narrowed(ways[0][0], (*hints, *ways[0][1]))) if ways else []


def towns_of(country: str, population: int) -> Iterator[Place]:
    """Every town of a country from so many inhabitants on, the largest first."""
    store = _store()
    wanted = {number for number, region in enumerate(store.regions) if region[0] == country}
    found = [place for place in map(store.place, range(store.towns.count)) if place.region in wanted]
    yield from sorted((place for place in found if place.population >= population), key=_size)


# ── what people write ───────────────────────────────────────────────────────


def _variants(text: str) -> Iterator[tuple[str, list[str]]]:
    """(name, hints) of each way to understand it, the most literal first."""
    inside = re.findall(r"\(([^()]*)\)", text)
    words = [word.strip() for part in inside for word in part.split(",")]
    bare = re.sub(r"\([^()]*\)", " ", text)
    yield bare, words
    plain = NUMBERED.sub(" ", bare)
    yield plain, words
    parts = [part for part in (piece.strip(" -–") for piece in re.split(r"[,/]| - | – ", bare)) if part]
    for place, part in enumerate(parts if len(parts) > 1 else []):
        others = [*words, *parts[:place], *parts[place + 1 :]]
        yield part, others
        yield NUMBERED.sub(" ", part), others


def _called(name: str, country: str) -> list[Place]:
    """Of that name, with Saint written in full or not; one it is only another name of must be larger than any it is the
    name of (Saint-Étienne-du-Rouvray was once called Saint-Étienne).
    """
    folded = fold(name)
    forms = {folded, " ".join(SAINTS.get(token, token) for token in folded.split())}
    found = [place for form in forms for place in _named(form) if _is_in(place, country)]
    largest: dict[str, int] = {}
    for place in found:
        if fold(place.name) in forms:
            largest[place.country] = max(place.population, largest.get(place.country, 0))
    return [p for p in set(found) if fold(p.name) in forms or p.population > largest.get(p.country, 0)]


# ── choosing ────────────────────────────────────────────────────────────────


def _is_in(place: Place, country: str) -> bool:
    return not country or place.country == country or place.country in OVERSEAS.get(country, ())


def _narrowed(found: list[Place], hints: Iterable[str]) -> list[Place]:
    """Those that fit each hint that fits any of them."""
    store = _store()
    for hint in map(fold, hints):
        if len(found) > 1 and hint:
            larger = _named(hint)
            near = [p for p in found if any(p.distance(q.latitude, q.longitude) <= NEAR for q in larger)]
            regions = {place.region for place in larger}
            inside = [p for p in found if hint in store.regions[p.region][3] or p.region in regions]
            found = near or inside or found
    return found


def _settled(found: list[Place]) -> list[Place]:
    """Without second entries of one town, and without hamlets of the name of a city of their country."""
    kept: list[Place] = []
    for place in sorted(found, key=_size):
        alike = (other for other in kept if other.country == place.country)
        if not any(_stands_for(other, place) for other in alike):
            kept.append(place)
    return kept


def _stands_for(larger: Place, place: Place) -> bool:
    is_outweighed = larger.population >= OUTWEIGHS * max(place.population, 1000)
    return is_outweighed or larger.distance(place.latitude, place.longitude) < SAME


def _size(place: Place) -> tuple[int, str]:
    return -place.population, place.name


# ── the file ────────────────────────────────────────────────────────────────


class _Lines:
    """The lines of a text, found by where they begin."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.begins = array("I", [0])
        self.begins.extend(found.end() for found in re.finditer(rb"\n", text))
        self.count = len(self.begins)

    def at(self, place: int) -> bytes:
        end = self.begins[place + 1] - 1 if place + 1 < self.count else len(self.text)
        return self.text[self.begins[place] : end]


class _Store:
    def __init__(self, content: bytes) -> None:
        regions, towns, names = content.split(b"\n\n")
        self.regions: list[tuple[str, str, str, frozenset[str]]] = []
        for line in regions.decode().split("\n"):
            country, unit, name, words = line.split("\t")
            self.regions.append((country, unit, name, frozenset(words.split("|"))))
        self.towns, self.names = _Lines(towns), _Lines(names)

    def place(self, number: int) -> Place:
        name, region, latitude, longitude, people = self.towns.at(number).decode().split("\t")
        country, unit, around, _words = self.regions[int(region)]
        return Place(name, country, unit, around, float(latitude), float(longitude), int(people), int(region))

    def named(self, folded: str) -> list[Place]:
        wanted = folded.encode() + b"\t"
        place = bisect_left(range(self.names.count), wanted, key=self.names.at)
        line = self.names.at(place) if folded and place < self.names.count else b""
        return [self.place(int(number)) for number in line[len(wanted) :].split()] if line.startswith(wanted) else []


@cache
def _store() -> _Store:
    return _Store(lzma.decompress((files("maillage.exchange") / "towns.txt.xz").read_bytes()))


@cache
def _named(folded: str) -> tuple[Place, ...]:
    return tuple(_store().named(folded))
