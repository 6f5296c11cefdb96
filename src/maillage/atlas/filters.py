"""The address of a map, read: which map, narrowed by what, in which language."""

from urllib.parse import parse_qs

from django.conf import settings
from django.utils.datastructures import MultiValueDict

from maillage.atlas.models import PartnerMap
from maillage.atlas.queries.shown import Shown, audience_of
from maillage.atlas.validators import RESERVED
from maillage.network.filters import Asked
from maillage.network.queries.search import Search
from maillage.network.readers import Reader


def open_map(reader: Reader, slug: str, query: MultiValueDict[str, str]) -> Shown | None:
    """The map at `slug` ("all" for everything) narrowed by `query`; None when `reader` has no such map.

    A saved filter that its readers cannot follow closes the map: leaving it out would show more than was meant. What is
    not understood in `query` is left out, as in the directory, so that list and map stay in step.
    """
    audience = audience_of(reader)
    found = None if slug in RESERVED else PartnerMap.objects.visible_to(reader).filter(slug=slug).first()
    if found is None and slug not in RESERVED:
        return None
    saved = saved_searches(audience, found) if found else ()
    if saved is None:
        return None
    asked = Asked(audience, query).search
    searches = (*saved, asked) if asked.narrows else saved
    return Shown(found, audience, searches, _language(query.get("lang", ""), found))


def saved_searches(reader: Reader, partner_map: PartnerMap) -> tuple[Search, ...] | None:
    """What the map is narrowed by, always; None when `reader` cannot follow it."""
    saved = Asked(reader, MultiValueDict(parse_qs(partner_map.filters)))
    if saved.problems:
        return None
    searches = [saved.search] if saved.search.narrows else []
    if partner_map.network_id:
        searches.append(Search(networks=(partner_map.network_id,)))
    return tuple(searches)


def _language(asked: str, partner_map: PartnerMap | None) -> str:
    """The language asked for when it is one of the map's or the instance's, otherwise the first of them."""
    offered = (partner_map.spoken if partner_map else []) or [settings.LANGUAGE_CODE, *dict(settings.LANGUAGES)]
    return asked if asked in offered else str(offered[0])
