"""What a feed says, whatever its format."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture that goes with an item: `length` in bytes."""

    address: str
    width: int
    height: int
    length: int
    kind: str
    alternative: str = ""
    credit: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One article. `original` and `source` say where a relay comes from; `licence_url` is empty where there is no text of it."""

    id: str
    address: str
    title: str
    summary: str
    html: str
    language: str
    published: dt.datetime
    updated: dt.datetime
    authors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    licence: str = ""
    licence_url: str = ""
    original: str = ""
    source: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A feed: `home` is the page it follows, `address` its own."""

    id: str
    title: str
    about: str
    language: str
    home: str
    address: str
    name: str  # of the site, which answers for what is not signed
    updated: dt.datetime
    items: list[Item] = field(default_factory=list)
