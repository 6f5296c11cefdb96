"""What a record looks like to somebody else: read through the gate, never worked out beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from maillage.network.enums import Audience
from maillage.network.models import (
    Circle,
    Consent,
    Disclosable,
    DisclosurePolicy,
    EmergencyHide,
    Organisation,
    Territory,
)
from maillage.network.queries.mine import KINDS, rows_of_kind
from maillage.network.queries.our_ties import OurTie, ties_of
from maillage.network.readers import MEMBER, MEMBERSHIP, STRANGER, Reader


@dataclass(frozen=True)
class Seen:
    """What one kind of reader sees of a record; `organisation` is None when they do not learn that it exists."""

    who: str
    organisation: Organisation | None
    rows: dict[str, list[Any]]
    ties: list[OurTie]

    @property
    def keys(self) -> set[tuple[str, int]]:
        """Every row seen, as (model, id)."""
        seen: list[Disclosable] = [row for rows in self.rows.values() for row in rows]
        seen += [one.tie for one in self.ties] + ([self.organisation] if self.organisation else [])
        return {(str(row._meta.model_name), row.pk) for row in seen}


def onlookers(circles: Iterable[Circle]) -> list[tuple[str, Reader]]:
    """The readers to preview: a stranger, a member, and a member in each of these circles."""
    return [
        (_("What a stranger sees"), STRANGER),
        (_("What members see"), MEMBER),
        *(
            (_("What the circle “%(name)s” sees") % {"name": circle}, _member_of(circle))
            for circle in sorted(set(circles), key=lambda circle: circle.pk)
        ),
    ]


def _member_of(circle: Circle) -> Reader:
    return Reader(level=Audience.MEMBERS, keys=frozenset({MEMBERSHIP, circle.pk}))


def seen_by(organisation: Organisation, who: str, reader: Reader) -> Seen:
    """What `reader` sees of the record now."""
    shown = Organisation.objects.visible_to(reader).filter(pk=organisation.pk).first()
    if shown is None:
        return Seen(who, None, {}, [])
    rows = {kind: list(rows_of_kind(kind, organisation, reader)) for kind in KINDS}
    _name_places(rows["places"])
    return Seen(
        who,
        shown,
        {kind: found for kind, found in rows.items() if found},
        ties_of(organisation, reader),
    )


def _name_places(places: list[Any]) -> None:
    """Give each place the territory that this reader may know."""
    units = Territory.objects.in_bulk([place.shown_territory_id for place in places if place.shown_territory_id])
    for place in places:
        place.shown_territory = units.get(place.shown_territory_id)
        place.has_exact_point = place.shown_territory is not None and (
            (place.shown_latitude, place.shown_longitude)
            != (place.shown_territory.latitude, place.shown_territory.longitude)
        )


# ── why less is shown than was chosen ───────────────────────────────────────


def narrowing_in_words(one: Consent | DisclosurePolicy | EmergencyHide, reader: Reader) -> str:
    """What narrows a record beyond its own choices, in a sentence its people may read."""
    if isinstance(one, EmergencyHide):
        return _("This record is hidden for now: only your own people and the network's stewards see it.")
    limits = {
        "covers": one.get_covers_display(),
        "audience": one.get_audience_display(),
        "precision": one.get_precision_display(),
    }
    if isinstance(one, Consent):
        return _("What you agreed to shows less (%(covers)s): to %(audience)s at most, places: %(precision)s.") % limits
    limits["scope"] = _scope(one, reader)
    sentence = (
        _(
            "The network's policy for %(scope)s asks for your consent first, then shows (%(covers)s): to %(audience)s at most, places: %(precision)s."
        )
        if one.needs_consent
        else _(
            "The network's policy for %(scope)s shows less (%(covers)s): to %(audience)s at most, places: %(precision)s."
        )
    )
    return sentence % limits


def _scope(policy: DisclosurePolicy, reader: Reader) -> str:
    """What the policy bears on; a network is named only to those who may know it."""
    if policy.network_id and not Organisation.objects.visible_to(reader).filter(pk=policy.network_id).exists():
        return _("one of your networks")
    return str(policy)
