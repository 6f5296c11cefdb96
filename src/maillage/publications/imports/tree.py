"""What any export comes down to: rubrics, articles made of blocks, files beside them. No database, no program's habits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from maillage.publications.imports.remarks import Remarks

NOWHERE = "https://old-site.invalid/"


class State(StrEnum):
    LIVE = "live"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Text:
    """Clean HTML: paragraphs, headings from h2 to h4, lists, links with the addresses of the old site."""

    html: str


@dataclass(frozen=True, slots=True)
class Quote:
    """`html` holds paragraphs; `source` is plain text."""

    html: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """`media` is a key of the source's media; `caption` is plain text."""

    media: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    media: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Video:
    """A film or a sound that stays where it is; `address` is http(s)."""

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each clean HTML without paragraphs; `heads` says whether the first row names the columns."""

    rows: tuple[tuple[str, ...], ...]
    heads: bool = False
    caption: str = ""


Block = Text | Quote | Picture | Document | Video | Table


@dataclass(frozen=True, slots=True)
class Rubric:
    """One branch. `key` is what the source calls it, for ever; `parent` is such a key; `introduction` is clean HTML."""

    key: str
    title: str
    slug: str = ""
    parent: str = ""
    introduction: str = ""
    language: str = ""
    addresses: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def title_in(self, language: str) -> str:
        return self.titles.get(language) or self.title


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of an article before its text is read: enough to make its page and to link to it.

    group:     articles of one group are translations of one another; "" stands alone
    addresses: where it was on the old site, as paths
    """

    key: str
    title: str
    rubric: str
    slug: str = ""
    language: str = ""
    group: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article, its text included. `published_on` is None when the source gives no day.

    Footnotes are clean HTML of one line; `[^2]` in a text calls the second one.
    """

    entry: Entry
    state: State
    body: tuple[Block, ...]
    standfirst: str = ""
    picture: Picture | None = None
    published_on: date | None = None
    authors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    further: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A file of the old site, and where it lies now; `path` is None when it was not found beside the export."""

    key: str
    path: Path | None
    title: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """The old site. `key` recognises it at the next import: its address, or a name the operator gives."""

    program: str
    key: str
    title: str
    address: str = ""
    language: str = ""

    @property
    def base(self) -> str:
        """What relative addresses start from, also when the export does not say where the site was."""
        return self.address or NOWHERE


@dataclass(frozen=True, slots=True)
class Forward:
    """An old address that leads to another page of the source (`key`) or out of it (`address`)."""

    path: str
    key: str = ""
    address: str = ""


class Source(Protocol):
    """An export that was opened. Rubrics come parents first; `articles` reads the texts one by one, again at each call."""

    @property
    def site(self) -> Site: ...
    @property
    def rubrics(self) -> Mapping[str, Rubric]: ...
    @property
    def entries(self) -> Mapping[str, Entry]: ...
    @property
    def media(self) -> Mapping[str, Media]: ...
    @property
    def forwards(self) -> list[Forward]: ...
    @property
    def remarks(self) -> Remarks: ...

    def articles(self, remarks: Remarks) -> Iterator[Article]: ...

    def key_at(self, address: str) -> str | None:
        """Which rubric, article or file an address of the old site was, if one of these."""
        ...

    def file_at(self, address: str) -> str | None:
        """The key of the file at `address`, if it lies beside the export."""
        ...
