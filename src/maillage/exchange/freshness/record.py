"""The record as a link shows it: what everyone and what members read of it, each value with who reads it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from maillage.network.enums import Audience, FieldGroup, Precision
from maillage.network.models import Consent, Organisation
from maillage.network.queries.preview import Seen, seen_by
from maillage.network.readers import MEMBER, STRANGER


@dataclass(frozen=True)
class Line:
    """One value; `public` is the same place as everyone reads it, None when everyone does not."""

    row: Any
    public: Any

    @property
    def is_less_exact(self) -> bool:
        """A place that members read more exactly than everyone."""
        shown = getattr(self.row, "shown_territory_id", None)
        return self.public is not None and shown != getattr(self.public, "shown_territory_id", None)


@dataclass(frozen=True)
class CheckedRecord:
    """What the holder of a link may read: never more than members do, and of ties only what everyone reads.

    A tie names another organisation, whose protection is not this one's to give away to a mailbox.
    """

    organisation: Organisation
    everyone: Seen
    members: Seen

    @property
    def shown(self) -> Organisation | None:
        return self.members.organisation

    @property
    def is_public(self) -> bool:
        return self.everyone.organisation is not None

    @property
    def sheets(self) -> list[tuple[str, list[Line]]]:
        return [(kind, self._lines(kind, rows)) for kind, rows in self.members.rows.items()]

    @property
    def ties(self) -> list[Any]:
        return self.everyone.ties

    @cached_property
    def consents(self) -> list[Consent]:
        """Those in force, the last first."""
        given = Consent.objects.in_force().filter(organisation=self.organisation)
        return list(given.order_by("-given_at", "-pk"))

    def standing_terms(self) -> dict[str, int]:
        """The audience and the precision agreed to, else those of what is shown today."""
        agreed = [consent for consent in self.consents if consent.covers == FieldGroup.EVERYTHING]
        if agreed:
            return {"audience": agreed[0].audience, "precision": agreed[0].precision}
        audience = Audience.PUBLIC if self.is_public else Audience.MEMBERS if self.shown else Audience.STEWARDS
        places = [place.precision_public for place in self.members.rows.get("places", [])]
        return {"audience": audience, "precision": min(places, default=Precision.COUNTRY)}

    def _lines(self, kind: str, rows: list[Any]) -> list[Line]:
        public = {row.pk: row for row in self.everyone.rows.get(kind, [])}
        return [Line(row, public.get(row.pk)) for row in rows]


def read_record(organisation: Organisation) -> CheckedRecord:
    return CheckedRecord(organisation, seen_by(organisation, "", STRANGER), seen_by(organisation, "", MEMBER))
