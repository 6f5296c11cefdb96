"""What is said of the demonstration's organisations, before it is rows. Codes name vocabularies; slugs name records."""

from dataclasses import dataclass, field
from datetime import date

from maillage.network.enums import (
    Audience,
    BodyKind,
    ContactKind,
    Measure,
    NameKind,
    OrganisationKind,
    OrganisationState,
    Precision,
    PresenceRole,
    Qualifier,
    TieRoleKind,
    TieState,
)

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    language: str = ""
    kind: NameKind = NameKind.OFFICIAL
    is_preferred: bool = False
    audience: Audience = Audience.PUBLIC
    period: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """territory: a code of the gazetteer."""

    territory: str
    role: PresenceRole = PresenceRole.SEAT
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    period: str = ""
    audience: Audience = Audience.PUBLIC
    public: Precision = Precision.TOWN
    members: Precision = Precision.TOWN


@dataclass(frozen=True, slots=True)
class Figure:
    """source: a key of the sources the record is written with."""

    measure: Measure
    value: int | None
    qualifier: Qualifier = Qualifier.EXACT
    scope: Words = field(default_factory=dict)
    as_of: str = ""
    source: str = "page"
    audience: Audience = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Group:
    """A body: its name by language."""

    name: Words
    kind: BodyKind = BodyKind.WORKING_GROUP


@dataclass(frozen=True, slots=True)
class Contact:
    kind: ContactKind
    value: str
    audience: Audience = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Link:
    """A theme, by its code."""

    code: str
    audience: Audience = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Record:
    """One organisation. protected_themes: those that only members read."""

    slug: str
    names: tuple[Name, ...]
    kind: OrganisationKind = OrganisationKind.ASSOCIATION
    state: OrganisationState = OrganisationState.ACTIVE
    founded: str = ""
    dissolved: str = ""
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    protected_themes: tuple[str, ...] = ()
    texts: Words = field(default_factory=dict)
    text_audience: Audience = Audience.PUBLIC
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    groups: tuple[Group, ...] = ()
    contacts: tuple[Contact, ...] = ()
    audience: Audience = Audience.PUBLIC
    is_stub: bool = False
    is_home: bool = False
    is_example: bool = False
    last_confirmed_on: date | None = None

    def theme_links(self) -> list["Link"]:
        return [Link(code) for code in self.themes] + [Link(code, Audience.MEMBERS) for code in self.protected_themes]


@dataclass(frozen=True, slots=True)
class Role:
    """body: the French name of a group of the second organisation, or empty."""

    kind: TieRoleKind
    body: str = ""
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class Bond:
    """A tie from the record `a` to the record `b`. source: a key, required of stated ties."""

    a: str
    type: str
    b: str
    state: TieState = TieState.STATED
    period: str = ""
    source: str = "page"
    audience: Audience = Audience.PUBLIC
    roles: tuple[Role, ...] = ()
    note: str = ""
