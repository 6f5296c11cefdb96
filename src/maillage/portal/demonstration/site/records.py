"""What the files say, before it is pages. Keys name rubrics and articles in every language; codes name vocabularies."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class RubricText:
    """html: the introduction. An empty slug belongs to the front, whose address is its language."""

    title: str
    introduction: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class RubricRecord:
    """inside: the key of the rubric above; empty for one of the menu."""

    key: str
    order: str
    texts: dict[str, RubricText]
    inside: str = ""


@dataclass(frozen=True, slots=True)
class PictureText:
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """body: tables with `text` (html, `[^name]` calls a note), `quote` and `who`, `organisations` and `title`, or `map`.

    further: tables with `text`, and `url` or the key of an `article` of this site. notes: name → text.
    """

    slug: str
    title: str
    standfirst: str
    body: list[dict[str, Any]]
    picture: PictureText | None = None
    further: list[dict[str, str]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RelayRecord:
    """source: the slug of an organisation. mode: one of RelayMode."""

    url: str
    source: str
    mode: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """authors: tables with an `organisation` (slug), a `name`, or both. picture: a name of `drawings`.

    moved_on: the French text was changed after it had been translated.
    """

    key: str
    rubric: str
    date: date
    texts: dict[str, ArticleText]
    themes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    authors: tuple[dict[str, str], ...] = ()
    picture: str = ""
    relay: RelayRecord | None = None
    is_example: bool = False
    moved_on: bool = False
