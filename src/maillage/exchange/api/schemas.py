"""The shapes of the answers. Null means: not known, or not shown to you; the two cannot be told apart."""

from ninja import Field, Schema


class Problem(Schema):
    """RFC 9457, sent as `application/problem+json`."""

    type: str = Field(examples=["about:blank"])
    title: str
    status: int = Field(examples=[400])
    detail: str = Field(description="What happened and what to do.")
    errors: list[str] = Field([], description="Each thing that was not understood.")


class Named(Schema):
    code: str = Field(examples=["debt"])
    name: str = Field(examples=["Debt"])


class Link(Schema):
    """Another organisation that you may see."""

    id: str = Field(
        description="UUID; it stays when names and addresses change.", examples=["8b6f0c1e-0d57-4c0f-9d4a-0c6c2f0b7a11"]
    )
    slug: str = Field(examples=["crid"])
    name: str = Field(examples=["CRID"])
    url: str = Field(description="This organisation in this API.")


class Place(Schema):
    """A place, as exactly as you may know it."""

    role: str = Field(examples=["seat"])
    name: str | None = Field(examples=["Dakar, Senegal"])
    territory: str | None = Field(description="Code of the smallest territory shown.", examples=["SN"])
    precision: str = Field(description="exact, town, region, country, world_region or none.", examples=["country"])
    latitude: float | None = Field(
        description="The place itself only where precision is exact; else the centre of the territory.", examples=[14.4]
    )
    longitude: float | None = Field(examples=[-14.5])


class Organisation(Schema):
    id: str = Field(examples=["8b6f0c1e-0d57-4c0f-9d4a-0c6c2f0b7a11"])
    slug: str = Field(examples=["cadtm"])
    name: str = Field(examples=["CADTM"])
    official_name: str | None = Field(None, description="When it is not the name.")
    acronym: str | None = None
    kind: str = Field(examples=["network"])
    kind_name: str = Field(examples=["network"])
    founded: str | None = Field(
        None, description="EDTF: a year, a month or a day; 1998~ is about 1998.", examples=["1990"]
    )
    languages: list[str] = Field([], examples=[["fr", "ar"]])
    website: str | None = None
    places: list[Place] = []
    themes: list[Named] = []
    member_of: list[Link] = Field([], description="Networks it is a member of today.")
    last_confirmed: str | None = Field(
        None, description="The day on which the organisation last confirmed this record.", examples=["2026-09-01"]
    )
    is_stub: bool = Field(default=False, description="Known by name only.")
    is_example: bool = Field(default=False, description="Made up for a demonstration: it does not exist.")
    url: str = Field(description="This organisation in this API.")
    page: str = Field(description="Its page for people.")


class Name(Schema):
    text: str
    kind: str = Field(examples=["former"])
    language: str | None = Field(description="Null for a name that is the same in every language.")
    period: str | None = Field(description="EDTF interval: 1976/.. means since 1976.")


class Text(Schema):
    language: str
    html: str = Field(description="A few harmless tags only: paragraphs, lists, links.")


class Contact(Schema):
    kind: str = Field(examples=["website"])
    value: str
    label: str | None


class Identifier(Schema):
    scheme: str = Field(examples=["rna"])
    register_name: str | None
    value: str


class Figure(Schema):
    """A figure somebody gives; never a count of this directory, never to be added up."""

    measure: str = Field(examples=["members"])
    value: int | None
    qualifier: str = Field(examples=["more_than"])
    scope: str | None
    as_of: str | None
    source: str


class OrganisationRecord(Organisation):
    """Everything that you may know of one organisation. Its ties are under `ties`."""

    state: str = Field(examples=["active"])
    dissolved: str | None = None
    names: list[Name] = []
    descriptions: list[Text] = []
    contacts: list[Contact] = []
    identifiers: list[Identifier] = []
    bodies: list[str] = Field([], description="Boards and working groups.")
    figures: list[Figure] = []
    ties: str = Field(description="Its ties in this API.")


class Role(Schema):
    role: str = Field(examples=["founder"])
    body: str | None
    period: str | None


class Source(Schema):
    title: str
    url: str | None


class Tie(Schema):
    """`a` is tied to `b`. Ties that are proposed, disputed or withdrawn are not given."""

    id: str
    type: str = Field(examples=["member_of"])
    words: str = Field(
        description="The tie said in words, as read from a to b.", examples=["founding member, on the board"]
    )
    a: Link
    b: Link
    period: str | None = Field(description="EDTF interval: 1976/.. means since 1976.", examples=["1976/.."])
    is_current: bool
    state: str = Field(description="confirmed (by both ends) or stated (from a source).", examples=["confirmed"])
    roles: list[Role] = []
    source: Source | None = None


class Territory(Schema):
    code: str = Field(examples=["SN"])
    name: str = Field(examples=["Senegal"])
    kind: str = Field(description="world, world_region, country, contested, subnational or town.", examples=["country"])
    iso: str | None = Field(description="ISO 3166 code.", examples=["SN"])
    within: str | None = Field(description="Code of the territory around it.", examples=["western-africa"])
    latitude: float | None = Field(description="Of its centre.")
    longitude: float | None
    organisations: int | None = Field(
        description="How many you may know to be inside; null when so few that the number could point at one."
    )


class Theme(Schema):
    code: str = Field(examples=["debt"])
    name: str = Field(examples=["Debt"])
    within: str | None = Field(description="Code of the theme around it.")
    organisations: int | None = Field(description="As for territories.")


class Page(Schema):
    """There is no total: take `next` until it is null."""

    next: str | None = Field(description="Address of the next page.")


class OrganisationPage(Page):
    organisations: list[Organisation]


class TiePage(Page):
    ties: list[Tie]


class TerritoryPage(Page):
    territories: list[Territory]


class ThemePage(Page):
    themes: list[Theme]
