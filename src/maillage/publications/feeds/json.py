"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from maillage.publications.feeds.items import Channel, Item

VERSION = "https://jsonfeed.org/version/1.1"


def written(channel: Channel) -> str:
    return json.dumps(document(channel), ensure_ascii=False, indent=1)


def document(channel: Channel) -> dict[str, Any]:
    return _told(
        version=VERSION,
        title=channel.title,
        description=channel.about,
        home_page_url=channel.home,
        feed_url=channel.address,
        language=channel.language,
        authors=[{"name": channel.name}],
    ) | {"items": [_item(item) for item in channel.items]}


def _item(item: Item) -> dict[str, Any]:
    picture = item.picture
    return _told(
        id=item.id,
        url=item.address,
        external_url=item.original,
        title=item.title,
        summary=item.summary,
        content_html=item.html or "<p></p>",
        language=item.language,
        date_published=item.published.isoformat(),
        date_modified=item.updated.isoformat(),
        authors=[{"name": name} for name in item.authors],
        tags=list(item.themes),
        image=picture.address if picture else "",
        attachments=[{"url": picture.address, "mime_type": picture.kind, "size_in_bytes": picture.length}]
        if picture
        else [],
        _maillage=_told(licence=item.licence, licence_url=item.licence_url, source=item.source),
    )


def _told(**values: Any) -> dict[str, Any]:
    """`values` without what there is nothing to say of."""
    return {name: value for name, value in values.items() if value}
