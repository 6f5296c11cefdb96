"""What can be searched: apps register a source each in `AppConfig.ready`, the search page asks them all.

A source reads through its own gate: what it hands back is shown as it is, to this reader.
"""

import datetime as dt
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from maillage.kit.hooks import Registry
from maillage.kit.text import fold

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

BEGIN, END = "\x02", "\x03"  # around what is to stand out, in text that is not yet safe to show
_MARKS = str.maketrans({BEGIN: None, END: None})
_WORD = re.compile(r"\w+")
NO_WORDS = SafeString("")
EXTRACT = 220  # letters of an extract, about


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the reader looks for.

    language:   of the page, such as "fr": how the words are bent, and what language is wanted first
    everywhere: whether other languages are wanted too
    theme, territory: codes of the vocabularies; empty where nothing was asked
    newest:     the latest first, instead of the best match
    """

    text: str = ""
    language: str = ""
    everywhere: bool = False
    theme: str = ""
    territory: str = ""
    year: int | None = None
    newest: bool = False

    @property
    def filters(self) -> frozenset[str]:
        """The names of the filters in force."""
        return frozenset(name for name in ("theme", "territory", "year") if getattr(self, name))


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing found. `title` and `extract` are safe to show; `language` is empty where it is nobody's in particular."""

    title: SafeString
    address: str
    extract: SafeString = NO_WORDS
    language: str = ""
    date: dt.date | None = None
    notes: tuple["_StrOrPromise", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Found:
    """Some of what answers.

    total:     how many there are; None when the number may not be told
    reachable: how many of them can be paged through
    also:      words that were looked for as well, because nothing was found with the reader's own
    elsewhere: how many there are in other languages, where only the page's was wanted and nothing was found
    """

    hits: list[Hit]
    total: int | None
    reachable: int
    also: tuple[str, ...] = ()
    elsewhere: int = 0


NOTHING = Found(hits=[], total=0, reachable=0)


@dataclass(frozen=True, kw_only=True)
class Source:
    """One kind of thing to be found.

    find:    reader, asked, first (of 0), how many at most → Found
    filters: which filters it understands; asked for another, it has nothing to show
    all_at:  where all of them are listed, for when nothing was found
    years:   the first and the last year there is something of, where it understands years
    offers:  ids of the themes and of the territories that lead to something anyone may read, ancestors included
    """

    label: "_StrOrPromise"
    find: Callable[[Any, Asked, int, int], Found]
    filters: Collection[str] = ()
    order: int = 50
    all_at: Callable[[], tuple[str, "_StrOrPromise"]] | None = None
    years: Callable[[], tuple[int, int] | None] | None = None
    offers: Callable[[], tuple[set[int], set[int]]] = lambda: (set(), set())

    def search(self, reader: Any, asked: Asked, first: int, limit: int) -> Found:
        if not asked.filters <= set(self.filters):
            return NOTHING
        return self.find(reader, asked, first, limit)


sources: Registry[Source] = Registry("Source of the search")


def in_order() -> list[tuple[str, Source]]:
    return sorted(sources, key=lambda entry: entry[1].order)


def unmarked(text: str) -> str:
    """`text` without the signs that would make something stand out."""
    return text.translate(_MARKS)


def as_html(text: str) -> SafeString:
    """`text`, with what stands between BEGIN and END in <mark>; everything else is escaped."""
    return mark_safe(escape(text).replace(BEGIN, "<mark>").replace(END, "</mark>"))  # noqa: S308 -- escaped just here


def marked(text: str, words: str) -> SafeString:
    """`text` with each word that begins like one of `words`, whatever their accents, standing out."""
    starts = tuple(fold(words).split())
    if not starts:
        return as_html(unmarked(text))
    return as_html(_WORD.sub(lambda found: _if_asked(found[0], starts), unmarked(text)))


def _if_asked(word: str, starts: tuple[str, ...]) -> str:
    return f"{BEGIN}{word}{END}" if fold(word).startswith(starts) else word


def extract(text: str, words: str) -> SafeString:
    """The beginning of `text`, or what stands around the first of `words` in it."""
    starts = tuple(fold(words).split())
    at = next((found.start() for found in _WORD.finditer(text) if starts and fold(found[0]).startswith(starts)), 0)
    begin = 0 if at < EXTRACT else text.rfind(" ", 0, at - EXTRACT // 3) + 1
    piece = text[begin : begin + EXTRACT]
    if len(text) > begin + EXTRACT:
        piece = piece[: piece.rfind(" ")] + " …" if " " in piece else piece + "…"
    return marked(("… " if begin else "") + piece, words)
