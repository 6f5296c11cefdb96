"""RSS and Atom, of every version feedparser knows, well formed or not."""

from calendar import timegm
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import feedparser

from maillage.publications.relays.addresses import web_address
from maillage.publications.relays.reading import pieces
from maillage.publications.relays.reading.pieces import ITEMS, Item, NotAFeed, Reading


def read_xml(content: bytes, *, content_type: str, address: str) -> Reading:
    told = {"content-type": content_type or "application/xml", "content-location": address}
    try:
        # a stream, never bytes: the library would take short bytes for the name of a file here
        parsed = feedparser.parse(BytesIO(content), response_headers=told, sanitize_html=False)
    except Exception as problem:
        raise NotAFeed from problem
    about, entries = parsed.get("feed", {}), parsed.get("entries", [])
    if not parsed.get("version") and not entries:
        raise NotAFeed
    items = [item for entry in entries[:ITEMS] if (item := _item(entry, about, address)) is not None]
    return Reading(
        title=_title(about),
        site=web_address(about.get("link"), address),
        language=pieces.language_of(about.get("language")),
        licence=_licence(about),
        items=tuple(items),
        left_out=len(entries[:ITEMS]) - len(items),
    )


def _item(entry: Any, about: Any, address: str) -> Item | None:
    where = _address(entry, address)
    if not where:
        return None
    content, content_kind = _content(entry)
    summary, is_html = entry.get("summary", ""), _is_html(entry.get("summary_detail"))
    excerpt = pieces.plain(summary, limit=pieces.EXCERPT, is_html=is_html)
    whole = pieces.rich(content or summary, is_html=content_kind if content else is_html)
    excerpt = excerpt or pieces.plain(whole, limit=pieces.EXCERPT)
    image, alternative = _picture(entry, content or summary, where)
    return Item(
        id=pieces.identity(entry.get("id")) or where,
        address=where,
        title=_title(entry) or pieces.plain(excerpt, limit=80, is_html=False) or where[: pieces.TITLE],
        excerpt=excerpt,
        content=whole,
        language=pieces.language_of(*_languages(entry), about.get("language")),
        licence=_licence(entry) or _licence(about),
        author=pieces.name_of(entry.get("author")),
        published_at=_moment(entry),
        image=image,
        image_alternative=alternative,
        **_enclosure(entry, where),
    )


def _address(entry: Any, base: str) -> str:
    """Of the page itself: a link that says so, before the last link met; never the detour of a service that counts."""
    pages = [link.get("href") for link in entry.get("links", []) if link.get("rel") == "alternate"]
    told = [entry.get("feedburner_origlink"), *pages[:1], entry.get("link")]
    return next((where for one in told if (where := web_address(one, base))), "") or web_address(entry.get("id"))


def _title(about: Any) -> str:
    return pieces.plain(about.get("title"), limit=pieces.TITLE, is_html=_is_html(about.get("title_detail")))


def _is_html(detail: Any) -> bool:
    return bool((detail or {}).get("type") != "text/plain")


def _content(entry: Any) -> tuple[str, bool]:
    """The longest text the entry holds, and whether it is HTML."""
    texts = [(part.get("value") or "", _is_html(part)) for part in entry.get("content", [])]
    return max(texts, key=lambda text: len(text[0]), default=("", True))


def _languages(entry: Any) -> list[Any]:
    details = [*entry.get("content", []), entry.get("summary_detail") or {}, entry.get("title_detail") or {}]
    return [entry.get("language"), *(detail.get("language") for detail in details)]


def _licence(about: Any) -> str:
    """An address where there is one, else what the text of rights says."""
    for link in about.get("links", []):
        if link.get("rel") == "license" and (where := web_address(link.get("href"))):
            return where
    return pieces.plain(about.get("rights") or about.get("copyright"), limit=pieces.TITLE)


def _moment(entry: Any) -> datetime | None:
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        if dict.__contains__(entry, name) and (moment := dict.__getitem__(entry, name)):
            try:
                return datetime.fromtimestamp(timegm(moment), tz=UTC)
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _enclosure(entry: Any, base: str) -> dict[str, str]:
    for link in entry.get("enclosures", []):
        kind = str(link.get("type") or "")[:100]
        if not kind.startswith("image/") and (where := web_address(link.get("href"), base)):
            return {"enclosure": where, "enclosure_kind": pieces.plain(kind, limit=100, is_html=False)}
    return {}


def _picture(entry: Any, html: str, base: str) -> tuple[str, str]:
    """Address and description of the picture that goes with the entry, else of the first in its text."""
    media = [*entry.get("media_content", []), *entry.get("enclosures", [])]
    pictures = [m for m in media if m.get("medium") == "image" or str(m.get("type") or "").startswith("image/")]
    told = [p.get("url") or p.get("href") for p in [*pictures, *entry.get("media_thumbnail", [])]]
    first = FirstPicture()
    first.feed(html)
    for where in [*told, first.address]:
        if whole := web_address(where, base):
            is_same = web_address(first.address, base) == whole
            return whole, pieces.plain(first.alternative, limit=pieces.TITLE, is_html=False) if is_same else ""
    return "", ""


class FirstPicture(HTMLParser):
    """The first picture of a text that is not one of those one-point pictures that count readers."""

    address = alternative = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "img" and not self.address and "1" not in {told.get("width"), told.get("height")}:
            self.address, self.alternative = told.get("src") or "", told.get("alt") or ""
