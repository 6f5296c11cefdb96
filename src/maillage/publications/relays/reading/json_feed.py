"""JSON Feed 1.0 and 1.1. Read leniently: a value of the wrong kind is as good as none."""

import json
from datetime import UTC, datetime
from typing import Any

from maillage.publications.relays.addresses import web_address
from maillage.publications.relays.reading import pieces
from maillage.publications.relays.reading.pieces import ITEMS, Item, NotAFeed, Reading

VERSION = "jsonfeed.org/version/1"


def read_json(content: bytes, *, address: str) -> Reading:
    try:
        about = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise NotAFeed from problem
    if not isinstance(about, dict) or VERSION not in str(about.get("version")):
        raise NotAFeed
    told = [item for item in _list(about, "items") if isinstance(item, dict)][:ITEMS]
    items = [item for one in told if (item := _item(one, about, address)) is not None]
    return Reading(
        title=pieces.plain(_text(about, "title"), limit=pieces.TITLE, is_html=False),
        site=web_address(about.get("home_page_url"), address),
        language=pieces.language_of(about.get("language")),
        licence=_licence(about),
        items=tuple(items),
        left_out=len(told) - len(items),
    )


def _item(told: dict[str, Any], about: dict[str, Any], address: str) -> Item | None:
    where = web_address(told.get("url"), address) or web_address(told.get("external_url"), address)
    where = where or web_address(told.get("id"))
    if not where:
        return None
    html, text = _text(told, "content_html"), _text(told, "content_text")
    content = pieces.rich(html or text, is_html=bool(html))
    excerpt = pieces.plain(_text(told, "summary"), limit=pieces.EXCERPT, is_html=False)
    excerpt = excerpt or pieces.plain(content, limit=pieces.EXCERPT)
    title = pieces.plain(_text(told, "title"), limit=pieces.TITLE, is_html=False)
    return Item(
        id=pieces.identity(told.get("id")) or where,
        address=where,
        title=title or pieces.plain(excerpt, limit=80, is_html=False) or where[: pieces.TITLE],
        excerpt=excerpt,
        content=content,
        language=pieces.language_of(told.get("language"), about.get("language")),
        licence=_licence(told) or _licence(about),
        author=_author(told) or _author(about),
        published_at=_moment(_text(told, "date_published") or _text(told, "date_modified")),
        image=web_address(told.get("image"), where) or web_address(told.get("banner_image"), where),
        **_enclosure(told, where),
    )


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _list(told: dict[str, Any], name: str) -> list[Any]:
    value = told.get(name)
    return value if isinstance(value, list) else []


def _licence(told: dict[str, Any]) -> str:
    """The format has no word for it; these are the extensions that are met."""
    named = told.get("license") or told.get("_license") or told.get("_licence")
    words = named.get("url") or named.get("name") if isinstance(named, dict) else named
    return pieces.plain(words if isinstance(words, str) else "", limit=pieces.TITLE, is_html=False)


def _author(told: dict[str, Any]) -> str:
    people = [person for person in [*_list(told, "authors"), told.get("author")] if isinstance(person, dict)]
    names = [name for person in people if (name := pieces.name_of(_text(person, "name")))]
    return ", ".join(dict.fromkeys(names))[: pieces.NAME]


def _moment(told: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(told)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _enclosure(told: dict[str, Any], base: str) -> dict[str, str]:
    for one in _list(told, "attachments"):
        if isinstance(one, dict) and (where := web_address(one.get("url"), base)):
            kind = pieces.plain(_text(one, "mime_type"), limit=100, is_html=False)
            return {"enclosure": where, "enclosure_kind": kind}
    return {}
