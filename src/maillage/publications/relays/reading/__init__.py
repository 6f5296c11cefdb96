"""From the bytes of a feed to plain items. RSS and Atom by feedparser, JSON Feed by a small reader of our own."""

from maillage.publications.relays.reading.json_feed import read_json
from maillage.publications.relays.reading.pieces import Item, NotAFeed, Reading
from maillage.publications.relays.reading.syndication import read_xml

__all__ = ["Item", "NotAFeed", "Reading", "read"]

KINDS = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.5"
_STARTS_JSON = (b"{", b"\xef\xbb\xbf{")


def read(content: bytes, *, content_type: str = "", address: str = "") -> Reading:
    """What the feed at `address` says; what it is, is told by its content. Raises NotAFeed."""
    if content.lstrip().startswith(_STARTS_JSON):
        return read_json(content, address=address)
    return read_xml(content, content_type=content_type, address=address)
