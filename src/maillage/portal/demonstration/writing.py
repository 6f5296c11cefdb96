"""From records to rows, in bulk: the demonstration has hundreds of rows, the benches over a million.

Nothing here is checked row by row as the actions do; the database's constraints hold, and the caller ends with
`disclosure.refresh`, until which every row is for stewards only.
"""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone
from i18nfield.strings import LazyI18nString

from maillage.kit.copying import copy
from maillage.network.enums import Audience, TieState
from maillage.network.models import (
    Body,
    Circle,
    Claim,
    ContactPoint,
    Description,
    ExactPlace,
    Organisation,
    OrganisationName,
    Presence,
    Source,
    Territory,
    Theme,
    ThemeLink,
    Tie,
    TieRole,
    TieType,
)
from maillage.portal.demonstration.records import Bond, Place, Record, Role


class Writer:
    """Writes records and their ties. `circle` is the one that values for a circle name; `sources` are told by key."""

    def __init__(self, *, sources: dict[str, Source], circle: Circle | None = None) -> None:
        self.sources, self.circle = sources, circle
        self.territories = dict(Territory.objects.values_list("code", "pk"))
        self.themes = dict(Theme.objects.values_list("code", "pk"))
        self.types = dict(TieType.objects.values_list("code", "pk"))
        self.known = dict(Organisation.objects.values_list("slug", "pk"))
        self.now = timezone.now()

    def write(self, records: Sequence[Record]) -> list[int]:
        """Add these records, which must be new; their ids."""
        rows = copy(Organisation, (self._organisation(record) for record in records))
        self.known |= {row.slug: row.pk for row in rows}
        self._write_names(records)
        self._write_places(records)
        self._write_texts(records)
        return [row.pk for row in rows]

    def tie(self, bonds: Sequence[Bond]) -> None:
        """Add these ties, between records that are there."""
        ties = copy(Tie, (self._tie(bond) for bond in bonds))
        if not any(bond.roles for bond in bonds):
            return
        bodies = {(body.organisation_id, body.name.localize("fr")): body.pk for body in Body.objects.all()}
        copy(
            TieRole,
            (
                TieRole(
                    tie=tie, role=role.kind, is_plural=role.is_plural, body_id=self._body(bond, role, bodies),
                    **self._shown(bond.audience),
                )
                for bond, tie in zip(bonds, ties, strict=True)
                for role in bond.roles
            ),
        )  # fmt: skip

    def _body(self, bond: Bond, role: Role, bodies: dict[tuple[int, str], int]) -> int | None:
        return bodies[self.known[bond.b], role.body] if role.body else None

    def _shown(self, audience: Audience) -> dict[str, object]:
        return {"audience": audience, "circle": self.circle if audience == Audience.CIRCLE else None}

    def _organisation(self, record: Record) -> Organisation:
        return Organisation(
            uuid=uuid5(NAMESPACE_URL, f"maillage:demonstration:{record.slug}"),
            slug=record.slug,
            kind=record.kind,
            state=record.state,
            founded=record.founded,
            dissolved=record.dissolved,
            languages=list(record.languages),
            is_stub=record.is_stub,
            is_home=record.is_home,
            is_example=record.is_example,
            last_confirmed_on=record.last_confirmed_on,
            **self._shown(record.audience),
        )

    def _write_names(self, records: Sequence[Record]) -> None:
        copy(
            OrganisationName,
            (
                OrganisationName(
                    organisation_id=self.known[record.slug], text=name.text, language=name.language, kind=name.kind,
                    is_preferred=name.is_preferred, period=name.period, **self._shown(name.audience),
                )
                for record in records for name in record.names
            ),
        )  # fmt: skip
        copy(
            ContactPoint,
            (
                ContactPoint(
                    organisation_id=self.known[record.slug], kind=contact.kind, value=contact.value,
                    **self._shown(contact.audience),
                )
                for record in records for contact in record.contacts
            ),
        )  # fmt: skip

    def _write_places(self, records: Sequence[Record]) -> None:
        places = [(record, place) for record in records for place in record.places]
        presences = copy(Presence, (self._presence(record, place) for record, place in places))
        copy(
            ExactPlace,
            (
                ExactPlace(
                    presence=presence, territory_id=self.territories[place.territory], address=place.address,
                    latitude=place.latitude, longitude=place.longitude,
                )
                for presence, (_record, place) in zip(presences, places, strict=True)
            ),
        )  # fmt: skip

    def _presence(self, record: Record, place: Place) -> Presence:
        return Presence(
            organisation_id=self.known[record.slug],
            role=place.role,
            period=place.period,
            precision_public=place.public,
            precision_members=place.members,
            **self._shown(place.audience),
        )

    def _write_texts(self, records: Sequence[Record]) -> None:
        of = [(record, self.known[record.slug]) for record in records]
        copy(
            Description,
            (
                Description(organisation_id=pk, language=language, html=html, **self._shown(record.text_audience))
                for record, pk in of for language, html in record.texts.items()
            ),
        )  # fmt: skip
        copy(
            ThemeLink,
            (
                ThemeLink(organisation_id=pk, theme_id=self.themes[link.code], **self._shown(link.audience))
                for record, pk in of for link in record.theme_links()
            ),
        )  # fmt: skip
        copy(
            Claim,
            (
                Claim(
                    organisation_id=pk, measure=figure.measure, value=figure.value, qualifier=figure.qualifier,
                    scope=LazyI18nString(figure.scope) if figure.scope else "", as_of=figure.as_of,
                    source=self.sources[figure.source], **self._shown(figure.audience),
                )
                for record, pk in of for figure in record.figures
            ),
        )  # fmt: skip
        copy(
            Body,
            (
                Body(organisation_id=pk, kind=group.kind, name=LazyI18nString(group.name))
                for record, pk in of for group in record.groups
            ),
        )  # fmt: skip

    def _tie(self, bond: Bond) -> Tie:
        is_sourced = bond.state == TieState.STATED
        return Tie(
            a_id=self.known[bond.a],
            b_id=self.known[bond.b],
            type_id=self.types[bond.type],
            state=bond.state,
            period=bond.period,
            note=bond.note,
            confirmed_a_at=None if is_sourced else self.now,
            confirmed_b_at=self.now if bond.state == TieState.CONFIRMED else None,
            source=self.sources[bond.source] if is_sourced else None,
            **self._shown(bond.audience),
        )
