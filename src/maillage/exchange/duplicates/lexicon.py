"""The words that associations share, in ten languages: each form leads to one idea, each name of a place to its code."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from maillage.kit.text import fold
from maillage.network.vocabularies.reading import territories

SHORTEST_PREFIX, SHORTEST_ENDING = 2, 4
LONG_KIND = 8
MANY_WORDS = 4  # the longest name of a place that is looked for
WIDE = {"world", "world_region"}


class Idea(NamedTuple):
    key: str
    sort: str  # "stop", "form", "kind", "part", "idea" or "place"


class Lexicon(NamedTuple):
    words: dict[str, Idea]
    beginnings: dict[str, Idea]
    endings: dict[str, Idea]
    phrases: dict[tuple[str, ...], Idea]
    openers: frozenset[str]  # first words of the phrases
    kinds: tuple[str, ...]  # long words for a kind: a typing slip in them is forgiven

    def find(self, token: str) -> Idea | None:
        """The idea of a folded word: the word itself, else its longest known beginning."""
        if found := self.words.get(token):
            return found
        for size in range(len(token), SHORTEST_PREFIX - 1, -1):
            if found := self.beginnings.get(token[:size]):
                return found
        return None

    def split(self, token: str) -> tuple[str, Idea] | None:
        """A Germanic compound as what stands before a known ending, and the ending: umwelt-stiftung."""
        for start in range(3, len(token) - SHORTEST_ENDING + 1):
            if found := self.endings.get(token[start:]):
                return token[:start], found
        return None


@cache
def lexicon() -> Lexicon:
    words: dict[str, Idea] = {}
    beginnings: dict[str, Idea] = {}
    endings: dict[str, Idea] = {}
    for idea, forms in (*_rows("concepts.txt", ""), *_rows("demonyms.txt", "place")):
        for form in forms:
            if form.endswith("*"):
                beginnings.setdefault(form[:-1], idea)
            elif form.startswith("*"):
                endings.setdefault(form[1:], idea)
            else:
                words.setdefault(form, idea)
    phrases: dict[tuple[str, ...], Idea] = {}
    for name, idea in _places():
        if len(name) > 1:
            phrases.setdefault(name, idea)
        else:
            words.setdefault(name[0], idea)
    kinds = tuple(word for word, idea in words.items() if idea.sort == "kind" and len(word) >= LONG_KIND)
    return Lexicon(words, beginnings, endings, phrases, frozenset(p[0] for p in phrases), (*kinds, *_PLAIN_KINDS))


_PLAIN_KINDS = (
    "association", "associations", "organisation", "organization", "fondation", "foundation", "fundacion", "federation",
    "asociacion", "associacao", "fundacao", "institut", "institute", "committee", "collectif", "mouvement", "universite",
)  # fmt: skip


def _rows(name: str, sort: str) -> Iterator[tuple[Idea, list[str]]]:
    """A sort given by [headings] unless `sort` says it for the whole file, whose keys are then codes of countries."""
    current = sort
    for line in files(__package__).joinpath("words", name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]").replace("word", "idea")
        elif " = " in line and not line.startswith("#"):
            key, _sign, forms = line.partition(" = ")
            yield Idea(f"{'@' if sort else '='}{key}", current), forms.split()


def _places() -> Iterator[tuple[tuple[str, ...], Idea]]:
    """Every name of every territory but the widest, as folded words, with one key a territory."""
    for row in territories():
        if row.kind not in WIDE:
            idea = Idea(f"@{row.iso or row.code}", "place")
            for name in row.names.values():
                parts = tuple(
                    fold(name).replace("ال", "", 1).split() if fold(name).startswith("ال") else fold(name).split()
                )
                if parts and len(parts) <= MANY_WORDS:
                    yield parts, idea
