"""From what people write for a country, a region and a town to a territory of the network's own tree."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale
from django.conf import settings

from maillage.exchange import gazetteer
from maillage.kit.text import fold
from maillage.network.enums import TerritoryKind
from maillage.network.models import Territory

# What people write for a country and no language's list of territories has, as ISO 3166 codes; folded.
SPOKEN = {
    "us": "US", "u s": "US", "usa": "US", "u s a": "US", "united states of america": "US", "etats unis d amerique": "US",
    "uk": "GB", "u k": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "angleterre": "GB",
    "holland": "NL", "the netherlands": "NL", "republic of korea": "KR", "korea": "KR", "coree": "KR", "russian federation": "RU",
    "drc": "CD", "drc congo": "CD", "dr congo": "CD", "rdc": "CD", "congo kinshasa": "CD", "zaire": "CD", "congo brazzaville": "CG",
    "ivory coast": "CI", "cote d ivoire": "CI", "palestine": "PS", "occupied palestinian territory": "PS", "hong kong": "HK",
    "burma": "MM", "macedonia": "MK", "czech republic": "CZ", "republique tcheque": "CZ", "swaziland": "SZ", "cape verde": "CV",
    "united states america": "US", "etats unis": "US", "estados unidos de america": "US", "eeuu": "US",
    "eua": "US", "vereinigte staaten": "US", "northern ireland": "GB", "ecosse": "GB", "grande bretagne": "GB",
    "gran bretana": "GB", "gra bretanha": "GB", "grossbritannien": "GB", "england uk": "GB", "pays bas": "NL", "hollande": "NL",
    "holanda": "NL", "rd congo": "CD", "r d congo": "CD", "congo rdc": "CD", "congo drc": "CD", "congo dr": "CD",
    "rep dem du congo": "CD", "republique democratique du congo": "CD", "democratic republic of congo": "CD",
    "democratic republic of the congo": "CD", "republic of the congo": "CG", "republique du congo": "CG",
    "elfenbeinkuste": "CI", "costa de marfil": "CI", "costa do marfim": "CI", "palestinian territories": "PS",
    "occupied palestine": "PS", "territoires palestiniens": "PS", "palestina": "PS", "gaza": "PS", "west bank": "PS",
    "cisjordanie": "PS", "birmanie": "MM", "north macedonia": "MK", "macedoine": "MK", "south korea": "KR", "coree du sud": "KR",
    "north korea": "KP", "coree du nord": "KP", "dprk": "KP", "rok": "KR", "republic of south africa": "ZA", "rsa": "ZA",
    "kyrgyz republic": "KG", "slovak republic": "SK", "lao pdr": "LA", "laos pdr": "LA", "iran islamic republic of": "IR",
    "islamic republic of iran": "IR", "bolivia plurinational state of": "BO", "venezuela bolivarian republic of": "VE",
    "united republic of tanzania": "TZ", "tanzania united republic of": "TZ", "moldova republic of": "MD", "emirats": "AE",
    "republic of moldova": "MD", "guinee conakry": "GN", "guinea conakry": "GN", "guinee bissau": "GW", "sao tome": "ST",
    "bosnia": "BA", "bosnie": "BA", "centrafrique": "CF", "rca": "CF", "car": "CF", "surinam": "SR", "trinidad": "TT",
    "antigua": "AG", "brunei darussalam": "BN", "federated states of micronesia": "FM", "people s republic of china": "CN",
    "pr china": "CN", "mainland china": "CN", "sahraoui": "EH", "rasd": "EH",
    "uae": "AE", "viet nam": "VN", "syrian arab republic": "SY", "the gambia": "GM", "turkiye": "TR", "timor leste": "TL",
}  # fmt: skip
SEVERAL = {"congo": ("CG", "CD")}
WORLD = frozenset(
    {
        "international",
        "internationale",
        "internacional",
        "worldwide",
        "world",
        "monde",
        "mondial",
        "global",
        "دولي",
        "عالمي",
    }
)
COUNTRIES = (TerritoryKind.COUNTRY, TerritoryKind.CONTESTED)
WHOLE = (TerritoryKind.COUNTRY, TerritoryKind.CONTESTED, TerritoryKind.WORLD_REGION, TerritoryKind.WORLD)


class Ambiguous(Exception):
    """Several territories bear this name; `found` are their paths in words."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(", ".join(found))
        self.found = found


@dataclass(frozen=True, slots=True)
class Unit:
    pk: int
    code: str
    kind: str
    title: str
    ancestors: tuple[int, ...]
    latitude: float | None = None
    longitude: float | None = None


class Places:
    """All territories by their folded names in every language. One query; kept for the length of one import."""

    def __init__(self) -> None:
        self.units: dict[int, Unit] = {}
        self.by_code: dict[str, Unit] = {}
        self._by_name: dict[str, dict[int, Unit]] = defaultdict(dict)
        self.absent: Counter[str] = Counter()  # country → rows whose town is in the gazetteer and not in the tree
        rows = Territory.objects.values_list("pk", "code", "kind", "name", "ancestors", "latitude", "longitude", "iso")
        for pk, code, kind, name, ancestors, latitude, longitude, iso in rows.iterator(chunk_size=5000):
            self._add(Unit(pk, code, kind, str(name), tuple(ancestors), latitude, longitude), iso, _names(name))

    def _add(self, unit: Unit, iso: str, names: Iterable[str]) -> None:
        self.units[unit.pk] = self.by_code[unit.code] = unit
        babel = (Locale(language).territories.get(iso, "") for language, _name in settings.LANGUAGES) if iso else ()
        for name in (*names, *babel, iso, unit.code):
            if folded := fold(name):
                self._by_name[folded][unit.pk] = unit

    def whole(self, text: str) -> Unit | None:
        """The country, contested territory, world region or world that `text` names. Raises Ambiguous."""
        folded = fold(text)
        if folded in SEVERAL:
            raise Ambiguous([self.by_code[code].title for code in SEVERAL[folded] if code in self.by_code])
        if folded in WORLD:
            return self._only(folded, (TerritoryKind.WORLD,)) or self._only("monde", WHOLE) or self._first_world()
        for candidate in (folded, folded.removeprefix("the "), SPOKEN.get(folded, "").casefold()):
            if candidate and (unit := self._only(candidate, WHOLE)):
                return unit
        return None

    def inside(self, text: str, around: Unit | None) -> Unit | None:
        """The region or town that `text` names, inside `around` when that is known. Raises Ambiguous."""
        return self._only(fold(text), (TerritoryKind.SUBNATIONAL, TerritoryKind.TOWN), around)

    def country_of(self, unit: Unit | None) -> Unit | None:
        """The country or contested territory that `unit` is or lies in."""
        around = (self.units[pk] for pk in reversed(unit.ancestors if unit else ()))
        return next((each for each in around if each.kind in COUNTRIES), None)

    def known(self, text: str, place: gazetteer.Place) -> Unit | None:
        """The town of the tree that a town of the gazetteer is: of its name or the written one, in its country, near it."""
        country = self.by_code.get(place.country)
        for name in (fold(place.name), fold(text)):
            for unit in self._by_name.get(name, {}).values():
                if unit.kind == TerritoryKind.TOWN and country and country.pk in unit.ancestors and _near(unit, place):
                    return unit
        return None

    def around(self, place: gazetteer.Place) -> Unit | None:
        """The smallest unit of the tree that a town of the gazetteer lies in."""
        return self.by_code.get(place.unit) or self.by_code.get(place.country)

    def described(self, place: gazetteer.Place) -> str:
        """A town with enough to tell it from others: Saint-Denis (Île-de-France, France). Understood when read again."""
        country = self.by_code.get(place.country)
        region = self.by_code.get(place.unit)
        words = [region.title if region else place.around, country.title if country else place.country]
        return f"{place.name} ({', '.join(filter(None, words))})"

    def _only(self, folded: str, kinds: Iterable[str], around: Unit | None = None) -> Unit | None:
        found = [
            unit
            for unit in self._by_name.get(folded, {}).values()
            if unit.kind in kinds and (around is None or around.pk in unit.ancestors)
        ]
        found = [unit for unit in found if not any(unit.pk in other.ancestors[:-1] for other in found)]  # the narrowest
        if len(found) > 1:
            raise Ambiguous([self.path(unit) for unit in found])
        return found[0] if found else None

    def _first_world(self) -> Unit | None:
        return next((unit for unit in self.units.values() if unit.kind == TerritoryKind.WORLD), None)

    def path(self, unit: Unit) -> str:
        """Its name and what is around it, enough to tell two apart: Saint-Denis (La Réunion, France)."""
        around = [
            self.units[pk].title
            for pk in reversed(unit.ancestors[:-1])
            if self.units[pk].kind not in {"world", "world_region"}
        ]
        return f"{unit.title} ({', '.join(around)})" if around else unit.title


def _near(unit: Unit, place: gazetteer.Place) -> bool:
    return (
        unit.latitude is None
        or unit.longitude is None
        or place.distance(unit.latitude, unit.longitude) <= gazetteer.NEAR
    )


def _names(name: object) -> list[str]:
    data = getattr(name, "data", name)
    return [str(value) for value in data.values()] if isinstance(data, dict) else [str(data or "")]
