"""One organisation as plain values, for every file format."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Point:
    """A place as the reader may know it: where, and in how many words; `country` is an ISO 3166 code or empty."""

    place: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    url: str
    uuid: str
    title: str
    official_name: str = ""
    acronym: str = ""
    kind: str = ""
    kind_words: str = ""
    places: tuple[Point, ...] = ()
    themes: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    network_urls: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    founded: str = ""
    website: str = ""
    last_confirmed: str = ""
    is_example: bool = False
    names: dict[str, str] = field(default_factory=dict)
