"""Tiles and what goes with them, from what a map shows."""

from threading import Lock
from typing import Any

from cachetools import LRUCache
from django.utils.html import escape

from maillage.atlas import mvt
from maillage.atlas.queries.places import DEEPEST, Group, at, bounds, groups
from maillage.atlas.queries.shown import Shown
from maillage.kit import morton
from maillage.network.models import Organisation

LAYER = "organisations"
FIELDS = {
    "n": "How many places stand here",
    "slug": "Address of the organisation, where there is one",
    "name": "Its name in the language asked for",
    "kind": "Its kind",
    "at": "The square they lie in (level/x/y), where there are several",
    "spot": "Whether they are all at one and the same place",
}
LISTED = 100
KEPT = 4 * 1024 * 1024  # bytes of tiles kept in a process: a thousand or two
Label = tuple[str, str, str]  # slug, name, kind

_kept: LRUCache[str, bytes] = LRUCache(KEPT, getsizeof=lambda drawn: len(drawn) + 200)
_lock = Lock()


def kept_tile(shown: Shown, now: str, z: int, x: int, y: int) -> bytes:
    """The tile, kept in the process while the version `now` lasts.

    `now` was asked before, so that nothing older is kept under it; it differs for strangers and members.
    """
    key = repr((now, shown.scope, shown.searches, shown.language, z, x, y))
    with _lock:
        kept = _kept.get(key)
    if kept is None:
        kept = tile(shown, now, z, x, y)
        with _lock:
            _kept[key] = kept
    return kept


def tile(shown: Shown, now: str, z: int, x: int, y: int) -> bytes:
    """A vector tile; no bytes when there is nothing to draw."""
    found = groups(shown, now, z, x, y)
    labels = _labels(shown, [group.organisation for group in found if group.n == 1])
    shift = morton.LEVELS - z - mvt.EXTENT.bit_length() + 1
    left, top = x * mvt.EXTENT, y * mvt.EXTENT
    return mvt.tile(
        LAYER,
        (
            ((group.x >> shift) - left, (group.y >> shift) - top, _properties(group, labels))
            for group in found
            if group.n > 1 or group.organisation in labels
        ),
    )


def _properties(group: Group, labels: dict[int, Label]) -> dict[str, mvt.Value]:
    if group.n == 1:
        slug, name, kind = labels[group.organisation]
        return {"n": 1, "slug": slug, "name": name, "kind": kind}
    x, y = morton.separate(group.cell)
    tags: dict[str, mvt.Value] = {"n": group.n, "at": f"{group.level}/{x}/{y}"}
    return tags | {"spot": True} if group.is_spot else tags


def _labels(shown: Shown, ids: list[int]) -> dict[int, Label]:
    """Asked of the gate once more: a point of what the reader may not see would not be drawn."""
    if not ids:
        return {}
    rows = Organisation.objects.visible_to(shown.reader).filter(pk__in=ids).only("slug", "kind", "label")
    return {row.pk: (row.slug, row.label_in(shown.language), row.kind) for row in rows}


def tilejson(shown: Shown, address: str) -> dict[str, Any]:
    """TileJSON 3.0; `address` is the template of the tiles."""
    document: dict[str, Any] = {
        "tilejson": "3.0.0",
        "tiles": [address],
        "minzoom": 0,
        "maxzoom": DEEPEST,
        "scheme": "xyz",
        "attribution": _attribution(shown),
        "vector_layers": [{"id": LAYER, "fields": FIELDS}],
    }
    if shown.map:
        document["name"] = shown.map.title.localize(shown.language)
    box = bounds(shown)
    return document | {"bounds": list(box)} if box else document


def _attribution(shown: Shown) -> str:
    """The network whose directory this is; escaped, because map libraries read it as HTML."""
    home = Organisation.objects.visible_to(shown.reader).filter(is_home=True).only("label").first()
    return escape(home.label_in(shown.language)) if home else ""


def listed(shown: Shown, level: int, x: int, y: int) -> tuple[int, list[Organisation]]:
    """How many organisations have a point in a square, and the first of them by name."""
    rows = Organisation.objects.visible_to(shown.reader).filter(pk__in=at(shown, level, x, y))
    return rows.count(), list(rows.only("slug", "kind", "label").order_by("sort_key", "pk")[:LISTED])
