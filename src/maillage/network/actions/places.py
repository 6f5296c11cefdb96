"""Where an organisation is: the exact place is kept apart, what others see is worked out by `disclosure`."""

from django.db import transaction

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.network.actions import disclosure
from maillage.network.enums import Act, Audience, Precision, PresenceRole
from maillage.network.models import Circle, ExactPlace, Organisation, Presence, Territory

EXACT_FIELDS = ("territory", "address", "latitude", "longitude")


def add_place(
    organisation: Organisation,
    *,
    territory: Territory,
    by: Person | None,
    role: str = PresenceRole.SEAT,
    address: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    precision_public: int = Precision.COUNTRY,
    precision_members: int = Precision.TOWN,
    audience: int = Audience.PUBLIC,
    circle: Circle | None = None,
    period: str = "",
) -> Presence:
    """Add a place. A territory is enough; an address or a point is kept for the organisation and the stewards."""
    with transaction.atomic():
        presence = Presence(organisation=organisation, role=role, period=period, audience=audience, circle=circle)
        presence.precision_public, presence.precision_members = precision_public, precision_members
        presence.full_clean()
        presence.save()
        exact = ExactPlace(
            presence=presence, territory=territory, address=address, latitude=latitude, longitude=longitude
        )
        exact.full_clean()
        exact.save()
        _note(Act.FACET_ADDED, presence, by=by)
    presence.refresh_from_db()
    return presence


def change_place(presence: Presence, *, by: Person | None, **values: object) -> Presence:
    """Change a place; `values` may name fields of the presence and of its exact place alike."""
    with transaction.atomic():
        presence = Presence.objects.select_for_update().get(pk=presence.pk)
        exact = ExactPlace.objects.get(presence=presence)
        changed = []
        for name, value in values.items():
            row = exact if name in EXACT_FIELDS else presence
            if getattr(row, name) != value:
                setattr(row, name, value)
                changed.append(name)
        if changed:
            presence.close()
            presence.full_clean()
            presence.save()
            exact.full_clean()
            exact.save()
            _note(Act.FACET_CHANGED, presence, by=by, fields=changed)
    presence.refresh_from_db()
    return presence


def _note(act: Act, presence: Presence, *, by: Person | None, fields: list[str] | None = None) -> None:
    journal.record(act, presence, by=by, organisation=presence.organisation_id, fields=fields or [])
    disclosure.refresh([presence.organisation_id])
