"""What lies within a box of coordinates, as exactly as the reader may know it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from maillage.network.enums import PresenceRole
from maillage.network.models import Organisation, Presence
from maillage.network.readers import Reader


@dataclass(frozen=True)
class Box:
    """Degrees (WGS 84). `west` is greater than `east` where the box crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def condition(self) -> Q:
        inside = Q(shown_latitude__range=(self.south, self.north))
        if self.west <= self.east:
            return inside & Q(shown_longitude__range=(self.west, self.east))
        return inside & (Q(shown_longitude__gte=self.west) | Q(shown_longitude__lte=self.east))


def within_box(rows: QuerySet[Organisation], reader: Reader, box: Box) -> QuerySet[Organisation]:
    """Those of `rows` with a point that `reader` may know inside the box: what is shown as a country is at its centre."""
    places = Presence.objects.visible_to(reader).exclude(role=PresenceRole.FORMER).filter(box.condition())
    return rows.filter(pk__in=places.values("organisation_id"))
