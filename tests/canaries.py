"""Canaries: one unmistakable word in every kind of value, for every audience; and who may hear which."""

import random
import string
import zipfile
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from itertools import combinations

from django.http import HttpResponse
from tests.factories.accounts import PersonFactory
from tests.factories.atlas import PartnerMapFactory
from tests.factories.network import (
    BodyFactory,
    CircleFactory,
    ClaimFactory,
    ContactFactory,
    DescriptionFactory,
    HomeFactory,
    IdentifierFactory,
    LogoFactory,
    MandateFactory,
    NameFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeFactory,
    ThemeLinkFactory,
    TieFactory,
    TieRoleFactory,
)
from tests.factories.publications import ArticleFactory, AuthorFactory, LinkFactory, RelayFactory

from maillage.accounts.models import Person
from maillage.exchange.duplicates.models import DuplicatePair
from maillage.exchange.enums import RunState
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.outcomes import State
from maillage.network.enums import Audience, MandateRole, NameKind, Precision, TerritoryKind
from maillage.network.models import Circle, Organisation

MEMBER, CIRCLE, STEWARD = "member", "circle", "steward"
NEEDS = {
    Audience.PUBLIC: frozenset(),
    Audience.MEMBERS: frozenset({MEMBER}),
    Audience.CIRCLE: frozenset({CIRCLE}),
    Audience.STEWARDS: frozenset({STEWARD}),
}
MAY = {
    "stranger": frozenset(),
    "person without mandate": frozenset(),
    "member of another network": frozenset(),
    "member": frozenset({MEMBER}),
    "circle member": frozenset({MEMBER, CIRCLE}),
    "steward": frozenset({MEMBER, CIRCLE, STEWARD}),
}


@dataclass
class Aviary:
    """What was planted: word → (kind of value, what a reader must be to hear it)."""

    words: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    organisations: dict[Audience, Organisation] = field(default_factory=dict)
    draw: random.Random = field(default_factory=lambda: random.Random(1976))

    own: Organisation | None = None
    people: dict[str, Person | None] = field(default_factory=dict)

    def stages(self) -> list[Organisation]:
        """The planted records, and the one the members act for."""
        return [*self.organisations.values(), self.own]

    def word(self, kind: str, needs: frozenset[str]) -> str:
        """A fresh word of letters that no folding, escaping or slug changes; unlike any other."""
        word = "zq" + "".join(self.draw.choices(string.ascii_lowercase, k=12))
        self.words[word] = (kind, needs)
        return word

    def forbidden_to(self, reader: str) -> set[str]:
        return {word for word, (_kind, needs) in self.words.items() if not needs <= MAY[reader]}

    def allowed_to(self, reader: str) -> set[str]:
        return set(self.words) - self.forbidden_to(reader)


def plant() -> Aviary:
    """One public host with a value of every kind for every audience, and one whole record for every audience."""
    aviary, circle = Aviary(), CircleFactory(name="Circle")
    HomeFactory(name="Home")
    host = OrganisationFactory(name="Host", kind="network")
    aviary.organisations[Audience.PUBLIC] = host
    for audience, needs in NEEDS.items():
        shown = {"audience": audience, "circle": circle if audience == Audience.CIRCLE else None}
        _values_of(aviary, host, needs, **shown)
        if audience != Audience.PUBLIC:
            hidden = OrganisationFactory(name=aviary.word("organisation", needs), **shown)
            aviary.organisations[audience] = hidden
            _values_of(aviary, hidden, needs, audience=Audience.PUBLIC, circle=None)
            TieFactory(a=hidden, b=host, audience=Audience.PUBLIC)
    _maps_of(aviary, host)
    _import_of(aviary)
    _pair_of(aviary)
    publish(aviary)
    return aviary


def _import_of(aviary: Aviary) -> None:
    """A file that waits for a steward's decision: a row of every state, with cells, reasons, matches and changes."""
    needs = NEEDS[Audience.STEWARDS]
    word = partial(aviary.word, needs=needs)
    run = ImportRun.objects.create(
        kind="organisations",
        source=word("source of an import"),
        file_name=f"{word('file of an import')}.csv",
        state=RunState.PLANNED,
        headings=[["nom", "Un"]],
        mapping={"nom": "name"},
        counts={state.value: 1 for state in State},
    )
    match = {
        "organisation": aviary.organisations[Audience.PUBLIC].pk,
        "score": 0.97,
        "reasons": [],
        "verdict": "sure",
        "changes": [],
    }
    for line, state in enumerate(State, 2):
        ImportRow.objects.create(
            run=run, line=line, state=state, title=word(f"row of an import, {state.value}"), fingerprint="",
            problems=[["nom", word("reason of an import"), "", True]] if state == State.REFUSED else [],
            cells={"nom": word("cell of an import")} if state == State.REFUSED else None,
            matches=[match] if state == State.DUPLICATE else [],
        )  # fmt: skip


def _pair_of(aviary: Aviary) -> None:
    """Every two planted records may be one."""
    for a, b in combinations(sorted(one.pk for one in aviary.organisations.values()), 2):
        DuplicatePair.objects.create(a_id=a, b_id=b, score=0.9)


def _maps_of(aviary: Aviary, host: Organisation) -> None:
    """A map of the host's members for every audience, and one for everyone of every network that is hidden."""
    for audience, organisation in aviary.organisations.items():
        needs, circle = NEEDS[audience], organisation.circle
        PartnerMapFactory(
            title=aviary.word("map", needs),
            text=aviary.word("text of a map", needs),
            network=host,
            audience=audience,
            circle=circle,
        )
        if organisation != host:
            PartnerMapFactory(title=aviary.word("map of a hidden network", needs), network=organisation)


def _values_of(aviary: Aviary, organisation: Organisation, needs: frozenset[str], **shown: object) -> None:
    own = {"organisation": organisation, **shown}
    NameFactory(text=aviary.word("name", needs), kind=NameKind.SHORT, language="es", **own)
    NameFactory(text=aviary.word("former name", needs), kind=NameKind.FORMER, **own)
    IdentifierFactory(scheme="other", value=aviary.word("identifier", needs), **own)
    ContactFactory(kind="email", value=f"{aviary.word('contact', needs)}@example.org", **own)
    languages = {Audience.PUBLIC: "fr", Audience.MEMBERS: "en", Audience.CIRCLE: "es", Audience.STEWARDS: "pt"}
    DescriptionFactory(language=languages[shown["audience"]], html=f"<p>{aviary.word('description', needs)}</p>", **own)
    ThemeLinkFactory(theme=ThemeFactory(name=aviary.word("theme", needs)), **own)
    ClaimFactory(scope=aviary.word("claim", needs), **own)
    _places_of(aviary, own, needs)
    _ties_of(aviary, organisation, needs, shown)
    if not hasattr(organisation, "logo"):
        LogoFactory(alternative_text=aviary.word("logo", needs), **own)


def _places_of(aviary: Aviary, own: dict[str, object], needs: frozenset[str]) -> None:
    """A country for those who may read the row, its town for members among them, its address for stewards."""
    country = TerritoryFactory(
        name=aviary.word("country", needs), kind=TerritoryKind.COUNTRY, latitude=10, longitude=10
    )
    town = TerritoryFactory(
        name=aviary.word("town", needs | {MEMBER}), kind=TerritoryKind.TOWN, parent=country, latitude=11, longitude=11
    )
    PresenceFactory(
        territory=town,
        address=aviary.word("address", frozenset({STEWARD})),
        precision_public=Precision.COUNTRY,
        precision_members=Precision.TOWN,
        **own,
    )


def _ties_of(aviary: Aviary, organisation: Organisation, needs: frozenset[str], shown: dict[str, object]) -> None:
    """A tie whose far end is read by the same people only, and a role in a working group."""
    as_its_end = shown if shown["audience"] else {"audience": organisation.audience, "circle": organisation.circle}
    far = OrganisationFactory(name=aviary.word("tied organisation", needs), **as_its_end)
    tie = TieFactory(a=far, b=organisation, **shown)
    body = BodyFactory(organisation=organisation, name=aviary.word("body", needs), **shown)
    TieRoleFactory(tie=tie, body=body, **shown)


def publish(aviary: Aviary) -> None:
    """One article that names every planted record in every way an article can."""
    records = list(aviary.organisations.values())
    named = {"title": "", "addresses": [record.slug for record in records]}
    for record in records:
        article = ArticleFactory(body=[("organisations", named)])
        RelayFactory(article=article, source=record)
        for other in records:
            LinkFactory(article=article, organisation=other)
            AuthorFactory(article=article, name="", organisation=other)


def gather(aviary: Aviary) -> None:
    """The readers: kind → the person who signs in, None for the stranger."""
    home = Organisation.objects.get(is_home=True)
    circle = Circle.objects.get()
    people = {name: None if name == "stranger" else PersonFactory() for name in MAY}
    ours, theirs = OrganisationFactory(name="Ours"), OrganisationFactory(name="Theirs")
    TieFactory(a=ours, b=home)
    TieFactory(a=theirs, b=OrganisationFactory(name="Another network", kind="network"))
    for name, organisation, role in (
        ("member of another network", theirs, MandateRole.COORDINATOR),
        ("member", ours, MandateRole.COORDINATOR),
        ("circle member", ours, MandateRole.EDITOR),
        ("steward", home, MandateRole.COORDINATOR),
    ):
        MandateFactory(person=people[name], organisation=organisation, role=role)
    circle.people.add(people["circle member"])
    aviary.own, aviary.people = ours, people


def text_of(response: HttpResponse) -> str:
    """Everything an answer says: headers, body, and what is inside a zipped spreadsheet."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return headers + "\n" + body.decode("utf-8", "replace")
