"""The sheet of the home page: the world with counts by country."""

from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

from maillage.atlas.filters import open_map
from maillage.atlas.queries.version import version
from maillage.atlas.sheets import Sheet
from maillage.network.readers import Reader

KEPT_FOR = 60 * 60


def about(reader: Reader) -> dict[str, Any] | None:
    """Worked out once for all strangers and once for all members; nothing is drawn of a world without partners."""
    key = f"home-map:{version(reader)}:{timezone.localdate()}:{get_language()}"
    kept: dict[str, Any] | None = cache.get(key)
    if kept is None:
        kept = _drawn(reader)
        cache.set(key, kept, KEPT_FOR)
    return kept if kept["countries"] else None


def _drawn(reader: Reader) -> dict[str, Any]:
    shown = open_map(reader, "all", MultiValueDict({"lang": [get_language() or ""]}))
    if shown is None:
        return {"countries": []}
    sheet = Sheet(shown, MultiValueDict())
    return {
        "styles": ["atlas/atlas.css"],
        "countries": sheet.countries,
        "drawing": sheet.drawing,
        "threshold": sheet.threshold,
    }
