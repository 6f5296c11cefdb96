"""Which organisations answer a search: over visible names, places, themes and ties only, so that nothing hidden matches."""

from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, F, FloatField, IntegerField, Max, Min, Q, QuerySet, Value, When

from maillage.kit.text import fold
from maillage.network.enums import NameKind, PresenceRole
from maillage.network.models import Organisation, OrganisationName, Presence, Territory, ThemeLink, Tie, gate
from maillage.network.readers import Reader

SORTS = ("relevance", "name", "confirmed", "founded")
ENOUGH = 3  # with fewer literal matches, names that merely resemble the query are shown too
FEW = 2000
ALIKE = 300  # names at most that merely resemble the query: a slip in a common word resembles thousands
SHORT = 3  # a word with fewer letters matches only where a word begins
LIKENESS = 0.45  # of 1: two slips in a word of nine letters


@dataclass(frozen=True)
class Search:
    """What is asked for. Each tuple is a choice among several values; an empty one asks nothing."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    territories: tuple[int, ...] = ()
    themes: tuple[int, ...] = ()
    networks: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    sort: str = "name"

    @property
    def narrows(self) -> bool:
        return bool(self.text or self.kinds or self.territories or self.themes or self.networks or self.languages)

    def without(self, facet: str) -> "Search":
        return replace(self, **{facet: ()})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Words:
    """A folded query, how it is compared with folded names, and the organisations found when they are few (ids)."""

    text: str
    likeness: bool = False
    few: tuple[int, ...] | None = None

    def condition(self, prefix: str = "") -> Q:
        column = f"{prefix}folded"
        literal = reduce(and_, (_contains(column, token) for token in self.text.split()))
        if self.likeness:
            return literal | Q(**{f"{column}__trigram_word_similar": self.text})
        return literal


def _contains(column: str, token: str) -> Q:
    if len(token) < SHORT:
        return Q(**{f"{column}__startswith": token}) | Q(**{f"{column}__contains": f" {token}"})
    return Q(**{f"{column}__contains": token})


def words_of(reader: Reader, text: str) -> Words | None:
    """How to look for `text`: literally when that finds enough, by likeness too when it does not."""
    folded = fold(text)
    if not folded:
        return None
    literal = _looked_up(reader, Words(folded))
    if literal.few is None or len(literal.few) >= ENOUGH or len(folded) < SHORT:
        return literal
    with connection.cursor() as cursor:  # what the operator of likeness, and its index, compare with
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(LIKENESS)])
    return _alike(reader, Words(folded, likeness=True), literal.few)


def _alike(reader: Reader, words: Words, literal: tuple[int, ...]) -> Words:
    """`words` with what they find literally and some of what resembles them: comparing letters is dear, and stops early."""
    names = OrganisationName.objects.visible_to(reader).filter(folded__trigram_word_similar=words.text).order_by()
    alike = names.values_list("organisation_id", flat=True)[:ALIKE]
    return replace(words, few=tuple({*literal, *alike}))


def _looked_up(reader: Reader, words: Words) -> Words:
    """`words` with the organisations they find, unless these are many: then the database compares again each time."""
    names = OrganisationName.objects.visible_to(reader).filter(words.condition()).order_by()
    found = list(names.values_list("organisation_id", flat=True)[: FEW + 1])
    return words if len(found) > FEW else replace(words, few=tuple(set(found)))


def organisations(reader: Reader, search: Search, words: Words | None = None) -> QuerySet[Organisation]:
    """The organisations found, in no order; `words` comes from `words_of(reader, search.text)`."""
    rows = Organisation.objects.visible_to(reader)
    if words is not None and words.few is not None:
        rows = rows.filter(pk__in=words.few)
    elif words is not None:
        names = OrganisationName.objects.visible_to(reader).filter(words.condition())
        rows = rows.filter(pk__in=names.values("organisation_id"))
    if search.kinds:
        rows = rows.filter(kind__in=search.kinds)
    if search.languages:
        rows = rows.filter(languages__overlap=list(search.languages))
    if search.territories:
        rows = rows.filter(pk__in=places_within(reader, search.territories).values("organisation_id"))
    if search.themes:
        links = ThemeLink.objects.visible_to(reader).filter(theme__ancestors__overlap=list(search.themes))
        rows = rows.filter(pk__in=links.values("organisation_id"))
    if search.networks:
        rows = rows.filter(pk__in=memberships(reader).filter(b__in=search.networks).values("a_id"))
    return rows


def places_within(reader: Reader, territories: tuple[int, ...]) -> QuerySet[Presence]:
    """Present places that `reader` may know to be inside one of `territories` (ids)."""
    inside = Territory.objects.filter(ancestors__overlap=list(territories))
    return (
        Presence.objects.visible_to(reader)
        .exclude(role=PresenceRole.FORMER)
        .filter(Q(shown_territory_id__in=inside.values("pk")))
    )


def memberships(reader: Reader) -> QuerySet[Tie]:
    """Standing, current memberships that `reader` may know."""
    return Tie.objects.visible_to(reader).standing().current().memberships()


def in_order(
    rows: QuerySet[Organisation], reader: Reader, sort: str, words: Words | None = None
) -> QuerySet[Organisation]:
    """`rows` sorted, the same way every time. Only what every reader of a record sees can move it."""
    if sort == "relevance" and words is not None:
        return _ranked(rows, reader, words).order_by("rank", "-likeness", "sort_key", "pk")
    if sort == "confirmed":
        return rows.order_by(F("last_confirmed_on").desc(nulls_last=True), "sort_key", "pk")
    if sort == "founded":
        undated = Case(When(founded="", then=1), default=0, output_field=IntegerField())
        return rows.order_by(undated, "founded", "sort_key", "pk")
    return rows.order_by("sort_key", "pk")


def _ranked(rows: QuerySet[Organisation], reader: Reader, words: Words) -> QuerySet[Organisation]:
    """Exact acronym, exact name, beginning of a name, beginning of a word, inside a word, likeness."""
    visible = gate(reader, "names__")
    if reader.organisations and not reader.is_steward:
        visible |= Q(pk__in=reader.organisations)
    name, text = "names__folded", words.text
    rank = Case(
        When(Q(**{name: text}, names__kind=NameKind.ACRONYM), then=0),
        When(Q(**{name: text}), then=1),
        When(Q(**{f"{name}__startswith": text}), then=2),
        When(Q(**{f"{name}__contains": f" {text}"}), then=3),
        When(reduce(and_, (_contains(name, token) for token in text.split())), then=4),
        default=5,
        output_field=IntegerField(),
    )
    likeness = TrigramWordSimilarity(text, name) if words.likeness else Value(0.0, output_field=FloatField())
    return rows.filter(visible & words.condition("names__")).annotate(rank=Min(rank), likeness=Max(likeness))
