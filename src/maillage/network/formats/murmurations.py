"""A Murmurations profile: what an organisation lets everybody know, for indexes of other maps.

Source: organizations_schema-v1.0.0 of the Murmurations Library (https://docs.murmurations.network).
"""

from collections.abc import Sequence

from maillage.network.formats.rows import Row

SCHEMA = "organizations_schema-v1.0.0"
MEMBER_OF = "https://schema.org/memberOf"
LONGEST = 2000  # letters of an address, by the schema


def profile(row: Row, *, country: str, description: str, websites: Sequence[str]) -> dict[str, object]:
    """`row` as strangers may know it; `country` is an ISO 3166-1 code or empty. Empty fields are left out."""
    point = next((place for place in row.places if place.latitude is not None), None)
    sites = [site for site in websites if _is_address(site)]
    fields: dict[str, object] = {
        "linked_schemas": [SCHEMA],
        "name": row.title,
        "nickname": row.acronym,
        "primary_url": next(iter(sites), row.url),
        "urls": [{"name": row.title, "url": site} for site in dict.fromkeys([*sites[1:], row.url] if sites else [])],
        "unique_id": f"urn:uuid:{row.uuid}",
        "tags": list(dict.fromkeys([row.kind_words, *row.themes])),
        "description": description,
        "country_iso_3166": country,
        "geolocation": {"lat": point.latitude, "lon": point.longitude} if point else {},
        "relationships": [{"predicate_url": MEMBER_OF, "object_url": url} for url in row.network_urls],
    }
    return {name: value for name, value in fields.items() if value}


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and len(text) <= LONGEST
