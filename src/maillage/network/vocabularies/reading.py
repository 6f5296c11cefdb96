"""The data files of this folder, read: facts and words, no database."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

LANGUAGES = ("fr", "en", "es", "pt", "ar")
Words = dict[str, str]


class TerritoryRow(NamedTuple):
    """parent: a code, or empty. names: language → name; Arabic is missing for towns we know no Arabic name of."""

    code: str
    kind: str
    parent: str
    iso: str
    latitude: float | None
    longitude: float | None
    names: Words


class ThemeRow(NamedTuple):
    code: str
    parent: str
    names: Words


class TieTypeRow(NamedTuple):
    code: str
    is_membership: bool
    is_symmetric: bool
    position: int
    label: Words
    inverse_label: Words


@cache
def territories() -> tuple[TerritoryRow, ...]:
    """Parents before their children. Built by tools/gazetteer.py."""
    rows = csv.reader(_text("territories.csv").splitlines()[1:])
    return tuple(
        TerritoryRow(code, kind, parent, iso, _degrees(latitude), _degrees(longitude), _names(words))
        for code, kind, parent, iso, latitude, longitude, *words in rows
    )


def themes() -> list[ThemeRow]:
    """Parents before their children."""
    return [ThemeRow(code, parent, _names(words)) for code, parent, *words in _table("themes.txt")]


def tie_types() -> list[TieTypeRow]:
    size = len(LANGUAGES)
    return [
        TieTypeRow(
            code, flag == "membership", flag == "symmetric", int(position), _names(words[:size]), _names(words[size:])
        )
        for code, flag, position, *words in _table("tie_types.txt")
    ]


def _names(words: list[str]) -> Words:
    """An empty word is the first one; "-" is a word we do not have."""
    return {lang: word or words[0] for lang, word in zip(LANGUAGES, words, strict=True) if word != "-"}


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _table(name: str) -> Iterator[list[str]]:
    for line in _text(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


def _text(name: str) -> str:
    return (files("maillage.network.vocabularies") / name).read_text(encoding="utf-8")
