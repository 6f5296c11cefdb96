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

    def condition(self, latitude: str, longitude: str) -> Q:
        """Rows whose columns of these names are inside."""
        inside = Q(**{f"{latitude}__range": (self.south, self.north)})
        if self.west <= self.east:
            return inside & Q(**{f"{longitude}__range": (self.west, self.east)})
        return inside & (Q(**{f"{longitude}__gte": self.west}) | Q(**{f"{longitude}__lte": self.east}))


def within_box(rows: QuerySet[Organisation], reader: Reader, box: Box) -> QuerySet[Organisation]:
    """Those of `rows` with a point that `reader` may know inside the box: what is shown as a country is at its centre."""
    inside = box.condition("shown_latitude", "shown_longitude")
    places = Presence.objects.visible_to(reader).exclude(role=PresenceRole.FORMER).filter(inside)
    return rows.filter(pk__in=places.values("organisation_id"))
