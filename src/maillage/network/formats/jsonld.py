"""Linked data: schema.org organisations, with memberships as roles that are W3C ORG memberships too.

Sources: https://schema.org/Role, https://www.w3.org/TR/vocab-org/ (org:Membership, org:organization, org:member).
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from maillage.kit import dates
from maillage.network.formats.rows import Row

CONTEXT = {
    "@vocab": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
DAY = re.compile(r"^\d{4}(-\d{2}){0,2}$")
_UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True, kw_only=True)
class Membership:
    """One membership, seen from either end."""

    url: str
    name: str
    role: str
    period: str = ""


def organisation(row: Row) -> dict[str, object]:
    """A node for one organisation, without its context."""
    node: dict[str, object] = {
        "@type": ["Organization", "org:Organization"],
        "@id": row.url,
        "identifier": f"urn:uuid:{row.uuid}",
        "name": row.title,
        "url": row.url,
        "legalName": row.official_name,
        "alternateName": row.acronym,
        "sameAs": row.website,
        "foundingDate": row.founded if DAY.match(row.founded) else "",
        "knowsAbout": list(row.themes),
        "knowsLanguage": list(row.languages),
        "location": [_place(place.place, place.latitude, place.longitude) for place in row.places if place.place],
        "memberOf": [
            {"@type": "Organization", "@id": url, "name": name}
            for url, name in zip(row.network_urls, row.networks, strict=True)
        ],
    }
    return {key: value for key, value in node.items() if value}


def _place(name: str, latitude: float | None, longitude: float | None) -> dict[str, object]:
    place: dict[str, object] = {"@type": "Place", "name": name}
    if latitude is not None and longitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return place


def page(
    row: Row,
    *,
    descriptions: dict[str, str],
    names: list[tuple[str, str]],
    member_of: list[Membership],
    members: list[Membership],
) -> dict[str, object]:
    """The document of one organisation: `descriptions` by language, `names` as (text, language)."""
    node = {"@context": CONTEXT, **organisation(row)}
    node["name"] = [
        {"@value": text, "@language": language} if language else text for text, language in names
    ] or row.title
    node["description"] = [{"@value": text, "@language": language} for language, text in descriptions.items()]
    node["memberOf"] = [_role(membership, "memberOf", row.url) for membership in member_of]
    node["member"] = [_role(membership, "member", row.url) for membership in members]
    return {key: value for key, value in node.items() if value}


def _role(membership: Membership, relation: str, url: str) -> dict[str, object]:
    since, until = dates.bounds(membership.period)
    other = {"@type": ["Organization", "org:Organization"], "@id": membership.url, "name": membership.name}
    network, member = (membership.url, url) if relation == "memberOf" else (url, membership.url)
    role: dict[str, object] = {
        "@type": ["OrganizationRole", "org:Membership"],
        "roleName": membership.role,
        "startDate": since if DAY.match(since) else "",
        "endDate": until if DAY.match(until) else "",
        relation: other,
        "org:organization": {"@id": network},
        "org:member": {"@id": member},
    }
    return {key: value for key, value in role.items() if value}


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """A document with one node a line."""
    yield '{"@context": ' + json.dumps(CONTEXT) + ', "@graph": [\n'
    comma = ""
    for row in rows:
        yield comma + json.dumps(organisation(row), ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def in_page(document: dict[str, object]) -> SafeString:
    """`document` for a <script type="application/ld+json">: nothing in it can end the script."""
    return mark_safe(json.dumps(document, ensure_ascii=False).translate(_UNSAFE))  # noqa: S308 -- escaped just above
