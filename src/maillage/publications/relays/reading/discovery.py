"""Where the feeds of a page are, as the page itself says (`<link rel="alternate">`)."""

from dataclasses import dataclass
from html.parser import HTMLParser

from maillage.publications.relays.addresses import web_address
from maillage.publications.relays.reading.pieces import TITLE, plain

KINDS = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}
MOST = 12


@dataclass(frozen=True)
class Named:
    """A feed that a page names."""

    address: str
    title: str


def feeds_named(html: bytes, *, address: str, charset: str = "") -> list[Named]:
    """The feeds that the page at `address` names, each once, in its order."""
    page = _Page(address)
    try:
        page.feed(html.decode(charset or "utf-8", "replace"))
    except LookupError:  # a charset nobody knows
        page.feed(html.decode("utf-8", "replace"))
    first: dict[str, Named] = {}
    for found in page.found:
        first.setdefault(found.address, found)
    return list(first.values())[:MOST]


class _Page(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.base, self.found = address, list[Named]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "base":
            self.base = web_address(told.get("href"), self.base) or self.base
        if tag != "link" or "alternate" not in told.get("rel", "").lower().split():
            return
        if told.get("type", "").partition(";")[0].strip().lower() not in KINDS:
            return
        if where := web_address(told.get("href"), self.base):
            self.found.append(Named(where, plain(told.get("title"), limit=TITLE, is_html=False)))
