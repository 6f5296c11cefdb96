"""Rows of the directory, already through the gate, as plain values of the answers. Nothing here asks for more."""

from collections.abc import Callable

from maillage.kit import dates
from maillage.network.enums import Precision
from maillage.network.models import Organisation, OrganisationName, Presence, Tie
from maillage.network.queries.organisation import Record
from maillage.network.queries.ties import Entry

Values = dict[str, object]


class Addresses:
    """Where things are: `api(name, key)` in this API, `page(slug)` for people."""

    def __init__(self, api: Callable[[str, str], str], page: Callable[[str], str]) -> None:
        self.api, self.page = api, page

    def link(self, organisation: Organisation) -> Values:
        return {
            "id": str(organisation.uuid),
            "slug": organisation.slug,
            "name": str(organisation),
            "url": self.api("organisation", organisation.slug),
        }


def organisation(row: Organisation, at: Addresses) -> Values:
    """`row` comes from `queries.rows.details_of`."""
    official = [name.text for name in row.shown_names if name.text != str(row)]  # type: ignore[attr-defined]
    acronyms: list[OrganisationName] = row.shown_acronyms  # type: ignore[attr-defined]
    websites = [contact.value for contact in row.shown_websites]  # type: ignore[attr-defined]
    networks = {tie.b_id: tie.b for tie in row.shown_memberships}  # type: ignore[attr-defined]
    return at.link(row) | {
        "official_name": next(iter(official), None),
        "acronym": next((name.text for name in acronyms), None),
        "kind": row.kind,
        "kind_name": row.get_kind_display(),
        "founded": row.founded or None,
        "languages": row.languages,
        "website": next(iter(websites), None),
        "places": [place(one) for one in row.shown_places],  # type: ignore[attr-defined]
        "themes": [named(link.theme) for link in row.shown_themes],  # type: ignore[attr-defined]
        "member_of": [at.link(network) for network in networks.values()],
        "last_confirmed": row.last_confirmed_on.isoformat() if row.last_confirmed_on else None,
        "is_stub": row.is_stub,
        "is_example": row.is_example,
        "page": at.page(row.slug),
    }


def place(row: Presence) -> Values:
    units, precision = row.units, row.shown_precision  # type: ignore[attr-defined]
    return {
        "role": row.role,
        "name": row.in_words or None,  # type: ignore[attr-defined]
        "territory": units[-1].code if units else None,
        "precision": Precision(precision).name.lower(),
        "latitude": row.shown_latitude,  # type: ignore[attr-defined]
        "longitude": row.shown_longitude,  # type: ignore[attr-defined]
    }


def named(row: object) -> Values:
    return {"code": row.code, "name": str(row)}  # type: ignore[attr-defined]


def record(row: Organisation, whole: Record, at: Addresses) -> Values:
    """`organisation(row)` and everything else that its page says, but for its ties."""
    return organisation(row, at) | {
        "state": row.state,
        "dissolved": row.dissolved or None,
        "names": [
            {"text": name.text, "kind": name.kind, "language": name.language or None, "period": name.period or None}
            for name in whole.names
        ],
        "descriptions": [{"language": text.language, "html": text.html} for text in whole.descriptions],
        "contacts": [{"kind": c.kind, "value": c.value, "label": c.label or None} for c in whole.contacts],
        "identifiers": [
            {"scheme": number.scheme, "register_name": number.register_name or None, "value": number.value}
            for number in whole.identifiers
        ],
        "bodies": [str(body) for body in whole.bodies],
        "figures": [
            {
                "measure": figure.claim.measure,
                "value": figure.claim.value,
                "qualifier": figure.claim.qualifier,
                "scope": str(figure.claim.scope) or None,
                "as_of": figure.claim.as_of or None,
                "source": figure.claim.source.title,
            }
            for figure in whole.figures
        ],
        "ties": at.api("ties", row.slug),
    }


def tie(row: Tie, at: Addresses) -> Values:
    """`row` has its ends, type, source and `shown_roles`."""
    return {
        "id": str(row.uuid),
        "type": row.type.code,
        "words": Entry(row.b, [row]).sentence,
        "a": at.link(row.a),
        "b": at.link(row.b),
        "period": row.period or None,
        "is_current": dates.is_current(row.period),
        "state": row.state,
        "roles": [
            {"role": role.role, "body": str(role.body) if role.body else None, "period": role.period or None}
            for role in row.shown_roles  # type: ignore[attr-defined]
        ],
        "source": {"title": row.source.title, "url": row.source.url or None} if row.source else None,
    }
