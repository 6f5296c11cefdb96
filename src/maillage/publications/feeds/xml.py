"""Atom (RFC 4287) and RSS 2.0. Django writes the elements every feed has; these add the whole text and where it is from."""

import re
from typing import Any

from django.utils import feedgenerator
from django.utils.feedgenerator import rfc3339_date
from django.utils.html import escape

from maillage.publications.feeds.items import Channel, Item

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CONTENT, DUBLIN = "http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/"
COMMONS = "http://backend.userland.com/creativeCommonsRssModule"


def said(text: str) -> str:
    """`text` without the few signs that no XML may hold."""
    return _NOT_XML.sub("", text)


class Atom(feedgenerator.Atom1Feed):
    def latest_post_date(self) -> Any:
        return self.feed["updated"]

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        told: Item = item["told"]
        for name in told.authors:
            _author(handler, name)
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["html"], {"type": "html"})
        if told.licence_url:
            handler.addQuickElement("link", "", {"rel": "license", "href": told.licence_url})
        if told.original:
            self._came_from(handler, told)

    def _came_from(self, handler: Any, told: Item) -> None:
        """The original, as a reader follows it (via) and as a feed that republishes must say it (source)."""
        handler.addQuickElement("link", "", {"rel": "via", "href": told.original})
        handler.startElement("source", {})
        handler.addQuickElement("id", told.original)
        handler.addQuickElement("title", said(told.source or told.original))
        handler.addQuickElement("updated", rfc3339_date(told.published))
        handler.addQuickElement("link", "", {"rel": "alternate", "href": told.original})
        handler.endElement("source")


def _author(handler: Any, name: str) -> None:
    handler.startElement("author", {})
    handler.addQuickElement("name", said(name))
    handler.endElement("author")


class Rss(feedgenerator.Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        spaces = {"xmlns:content": CONTENT, "xmlns:dc": DUBLIN, "xmlns:creativeCommons": COMMONS}
        return {**super().rss_attributes(), **spaces}

    def latest_post_date(self) -> Any:
        return self.feed["updated"]

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        told: Item = item["told"]
        super().add_item_elements(handler, item)
        for name in told.authors:
            handler.addQuickElement("dc:creator", said(name))
        handler.addQuickElement("content:encoded", item["html"])
        handler.addQuickElement("dc:language", told.language)
        if told.licence:
            handler.addQuickElement("dc:rights", said(told.licence))
        if told.licence_url:
            handler.addQuickElement("creativeCommons:license", told.licence_url)
        if told.original:
            handler.addQuickElement("dc:source", told.original)
            handler.addQuickElement("atom:link", "", {"rel": "via", "href": told.original})


FORMATS: dict[str, type[feedgenerator.SyndicationFeed]] = {"atom": Atom, "rss": Rss}


def written(kind: str, channel: Channel) -> str:
    """`kind`: "atom" or "rss"."""
    feed = FORMATS[kind](
        title=said(channel.title),
        link=channel.home,
        description=said(channel.about),
        subtitle=said(channel.about) if kind == "atom" else None,
        language=channel.language,
        author_name=said(channel.name),
        feed_url=channel.address,
        feed_guid=channel.id,
        updated=channel.updated,
    )
    for item in channel.items:
        _add(feed, kind, item)
    return feed.writeString("utf-8")


def _add(feed: feedgenerator.SyndicationFeed, kind: str, item: Item) -> None:
    picture = item.picture
    enclosures = [feedgenerator.Enclosure(picture.address, str(picture.length), picture.kind)] if picture else []
    feed.add_item(
        title=said(item.title),
        link=item.address,
        description=str(escape(said(item.summary))),
        unique_id=item.id,
        unique_id_is_permalink=False,
        pubdate=item.published,
        updateddate=item.updated,
        categories=[said(theme) for theme in item.themes],
        item_copyright=said(item.licence) or None if kind == "atom" else None,
        enclosures=enclosures,
        html=said(item.html),
        told=item,
    )
