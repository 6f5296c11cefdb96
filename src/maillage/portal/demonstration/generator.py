"""Invented partners, always the same for one seed: for the demonstration (150) and for the benches (100,000).

Varied on purpose: kinds, scripts, partial dates, audiences, precisions, records without a place, seats in exile,
protective aliases, ties in every state.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import TypeVar

from django.utils.text import slugify

from maillage.network.enums import (
    Audience,
    ContactKind,
    Measure,
    NameKind,
    OrganisationKind,
    OrganisationState,
    Precision,
    PresenceRole,
    Qualifier,
    TieState,
)
from maillage.network.vocabularies import reading
from maillage.network.vocabularies.reading import TerritoryRow
from maillage.portal.demonstration.records import Bond, Contact, Figure, Name, Place, Record, Words
from maillage.portal.demonstration.words import (
    ALIASES,
    CONSONANTS,
    COUNTRIES,
    PATTERNS,
    SCRIPT_OF,
    TEXTS,
    VOWELS,
    spelt,
)

T = TypeVar("T")
NETWORKS = ("crid", "migreurop", "no-vox", "attac-reseau-international")
NETWORK_KINDS = (OrganisationKind.NETWORK, OrganisationKind.FEDERATION, OrganisationKind.MOVEMENT)
SENSITIVE = "lgbtqi"
REAL_WORDS = {"somali", "bolibi", "kurdi", "tibati"}
LONG_AGO = 2010
READ_ON = date(2026, 9, 1)
AUDIENCES = {Audience.PUBLIC: 78, Audience.MEMBERS: 13, Audience.CIRCLE: 4, Audience.STEWARDS: 5}
STATES = {
    TieState.CONFIRMED: 70,
    TieState.STATED: 15,
    TieState.PROPOSED: 8,
    TieState.DISPUTED: 4,
    TieState.WITHDRAWN: 3,
}
TYPES = {"partner_of": 50, "takes_part_in": 20, "member_of": 10, "funds": 8, "hosted_by": 6, "part_of": 6}
PUBLIC_PRECISION = {
    Precision.EXACT: 15,
    Precision.TOWN: 30,
    Precision.REGION: 10,
    Precision.COUNTRY: 30,
    Precision.WORLD_REGION: 10,
    Precision.NONE: 5,
}


class Generator:
    """Draws records one after the other, and ties from each to those drawn before it.

    ties_each: how many ties to other invented partners a record has on average
    """

    def __init__(self, seed: int = 1976, *, ties_each: float = 1.5) -> None:
        self.random = Random(seed)  # noqa: S311 -- repeatable, not secret
        self.ties_each = ties_each
        self.countries = list(COUNTRIES)
        self.themes = [row.code for row in reading.themes() if row.code != SENSITIVE]
        self.theme_names = {row.code: row.names for row in reading.themes()}
        self.slugs: list[str] = []
        self.networks: list[str] = []
        self._taken: set[str] = set()

    def draw(self, count: int) -> Iterator[tuple[Record, list[Bond]]]:
        for _turn in range(count):
            record = self._record(len(self.slugs))
            bonds = self._bonds(record)
            self.slugs.append(record.slug)
            if record.kind in NETWORK_KINDS:
                self.networks.append(record.slug)
            yield record, bonds

    def _one(self, weights: dict[T, int]) -> T:
        return self.random.choices(list(weights), list(weights.values()))[0]

    def _happens(self, chance: float) -> bool:
        return self.random.random() < chance

    # ── one record ──────────────────────────────────────────────────────────

    def _record(self, number: int) -> Record:
        """Every country comes round in turn, so that few records cover all of them."""
        country = self.countries[number % len(self.countries)]
        language = self.random.choice(COUNTRIES[country].split())
        kind = self.random.choice(list(PATTERNS[language]))
        syllables = self._syllables()
        is_protected = self._happens(0.06)
        audience = Audience.PUBLIC if is_protected else self._one(AUDIENCES)
        names = self._names(syllables, language, kind)
        slug = (
            self._slug(syllables, kind, number)
            if audience == Audience.PUBLIC and not is_protected
            else f"o-{number + 1:05}"
        )
        if is_protected:
            names = _aliases(number, names)
        founded, dissolved, state = self._life()
        themes = tuple(sorted(self.random.sample(self.themes, self.random.randint(1, 3))))
        return Record(
            slug=slug, names=tuple(names), kind=kind, state=state, founded=founded, dissolved=dissolved,
            languages=tuple(COUNTRIES[country].split()), themes=themes,
            protected_themes=(SENSITIVE,) if self._happens(0.02) else (),
            texts=self._texts(language, themes[0]), text_audience=self._wider(), places=tuple(self._places(country)),
            figures=tuple(self._figures()), contacts=self._contacts(slug), audience=audience, is_example=True,
            is_stub=self._happens(0.05), last_confirmed_on=self._confirmed_on(),
        )  # fmt: skip

    def _syllables(self) -> list[str]:
        """Three or four different syllables never drawn before."""
        while True:
            pairs = [c + v for c in CONSONANTS for v in VOWELS]
            drawn = self.random.sample(pairs, self.random.choice((3, 3, 4)))
            word = "".join(drawn)
            if word not in self._taken and word not in REAL_WORDS:
                self._taken.add(word)
                return drawn

    def _names(self, syllables: list[str], language: str, kind: OrganisationKind) -> list[Name]:
        """The official name; in another script also a name readers of Latin letters can say; at times more."""
        names = [Name(PATTERNS[language][kind].format(spelt(syllables, language)), language, is_preferred=True)]
        if language in SCRIPT_OF or self._happens(0.15):
            other = self.random.choice(("fr", "en"))
            pattern = PATTERNS[other].get(kind, "{}")
            if other != language:
                names.append(Name(pattern.format(spelt(syllables, other)), other, is_preferred=True))
        latin = spelt(syllables, "fr")
        if self._happens(0.35) and language not in SCRIPT_OF:
            names.append(Name((names[0].text[0] + latin[:4]).upper(), kind=NameKind.ACRONYM))
        elif self._happens(0.2):
            until = self.random.randint(1995, 2020)
            names.append(Name(f"{latin} {until - 10}", kind=NameKind.FORMER, period=f"../{until}"))
        return names

    def _slug(self, syllables: list[str], kind: OrganisationKind, number: int) -> str:
        return slugify(PATTERNS["fr"].get(kind, "{}").format("".join(syllables))) or f"exemple-{number + 1}"

    def _life(self) -> tuple[str, str, OrganisationState]:
        """Founded, dissolved, state; dates as partial as people know them."""
        year = self.random.randint(1968, 2022)
        founded = self.random.choice(
            (str(year), str(year), f"{year}~", f"{year}-{year % 12 + 1:02}", f"{year // 10}X", "")
        )
        if year < LONG_AGO and self._happens(0.05):
            return founded, str(self.random.randint(2011, 2024)), OrganisationState.DISSOLVED
        state = OrganisationState.DORMANT if self._happens(0.05) else OrganisationState.ACTIVE
        return founded, "", state

    def _texts(self, language: str, theme: str) -> Words:
        written = language if language in TEXTS else "en"
        return {lang: TEXTS[lang].format(self.theme_names[theme][lang]) for lang in {written, "fr"}}

    def _figures(self) -> Iterator[Figure]:
        if self._happens(0.2):
            measure = self.random.choice((Measure.INDIVIDUAL_MEMBERS, Measure.VOLUNTEERS, Measure.LOCAL_GROUPS))
            qualifier = self.random.choice((Qualifier.EXACT, Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.MORE_THAN))
            yield Figure(measure, 10 * self.random.randint(2, 300), qualifier, as_of="2024", source="example")

    def _contacts(self, slug: str) -> tuple[Contact, ...]:
        contacts = (
            Contact(ContactKind.WEBSITE, f"https://{slug}.example/"),
            Contact(ContactKind.EMAIL, f"contact@{slug}.example", self._wider()),
        )
        return contacts[: self.random.randint(0, 2)]

    def _wider(self) -> Audience:
        return self.random.choice((Audience.PUBLIC, Audience.PUBLIC, Audience.MEMBERS, Audience.STEWARDS))

    def _confirmed_on(self) -> date | None:
        return READ_ON - timedelta(days=self.random.randint(0, 900)) if self._happens(0.6) else None

    # ── where ───────────────────────────────────────────────────────────────

    def _places(self, country: str) -> Iterator[Place]:
        if self._happens(0.08):
            return
        if self._happens(0.05):
            refuge = self.random.choice([code for code in ("FR", "BE", "DE", "ES", "CA") if code != country])
            yield self._place(refuge, PresenceRole.EXILE_SEAT)
            yield Place(country, PresenceRole.FIELD, public=Precision.COUNTRY, members=Precision.COUNTRY)
            return
        yield self._place(country, PresenceRole.SEAT)
        if self._happens(0.1):
            yield self._place(country, PresenceRole.OFFICE)
        elif self._happens(0.07):
            yield self._place(country, PresenceRole.FORMER, period=f"../{self.random.randint(1999, 2021)}")

    def _place(self, country: str, role: PresenceRole, period: str = "") -> Place:
        towns = towns_of(country)
        public = self._one(PUBLIC_PRECISION)
        members = min(public, self.random.choice((Precision.EXACT, Precision.TOWN, Precision.TOWN, Precision.COUNTRY)))
        if not towns or self._happens(0.25):
            return Place(country, role, period=period, public=public, members=members)
        town = self.random.choice(towns[:6])
        point: tuple[float | None, float | None] = (None, None)
        if self._happens(0.5) and town.latitude is not None and town.longitude is not None:
            point = (
                round(town.latitude + self.random.uniform(-0.04, 0.04), 5),
                round(town.longitude + self.random.uniform(-0.04, 0.04), 5),
            )
        return Place(town.code, role, "", *point, period=period, public=public, members=members)

    # ── ties ────────────────────────────────────────────────────────────────

    def _bonds(self, record: Record) -> list[Bond]:
        if record.state == OrganisationState.DISSOLVED or record.is_stub:
            return []
        bonds = []
        if self._happens(0.3):
            bonds.append(
                Bond(record.slug, "member_of", "ipam", TieState.CONFIRMED, f"{self.random.randint(2004, 2024)}/..")
            )
        if self._happens(0.3):
            network = self.random.choice(NETWORKS)
            if network != "crid" or record.languages == ("fr",):
                bonds.append(Bond(record.slug, "member_of", network, source="example"))
        if self.slugs:
            bonds += self._among_themselves(record)
        return bonds

    def _among_themselves(self, record: Record) -> Iterator[Bond]:
        seen = set()
        for _turn in range(int(self.random.expovariate(1 / self.ties_each) + 0.5)):
            type_code = self._one(TYPES)
            others = self.networks if type_code in {"member_of", "takes_part_in"} and self.networks else self.slugs
            other = self.random.choice(others)
            if (type_code, other) not in seen:
                seen.add((type_code, other))
                yield Bond(
                    record.slug, type_code, other, self._one(STATES), self._period(), "example", self._one(AUDIENCES)
                )

    def _period(self) -> str:
        since = self.random.randint(1998, 2023)
        return self.random.choice(
            ("", f"{since}/..", f"{since}/..", f"{since - 12}/{since}", f"{since}-05/..", f"../{since}")
        )


def _aliases(number: int, names: list[Name]) -> list[Name]:
    """The names kept for stewards, behind an alias in every language."""
    protected = [Name(name.text, name.language, name.kind, audience=Audience.STEWARDS) for name in names]
    aliases = [
        Name(text.format(number + 1), language, NameKind.ALIAS, is_preferred=True) for language, text in ALIASES.items()
    ]
    return [*protected, *aliases]


@cache
def towns_of(country: str) -> list[TerritoryRow]:
    """The towns of a country, the largest first, as the gazetteer lists them."""
    units = {row.code: row for row in reading.territories()}
    return [
        row for row in units.values()
        if row.kind == "town" and country in {row.parent, units[row.parent].parent}
    ]  # fmt: skip
