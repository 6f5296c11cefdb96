"""Who has a point in a part of the map: the names behind the clusters. Points are those of the tiles, through the gate."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q

from maillage.atlas.models import Point
from maillage.atlas.queries.shown import Shown
from maillage.kit import morton
from maillage.network.models import Organisation

LISTED = 40
LOOKED_AT = 400  # points at most, so that a list of a continent costs as little as that of a street
Range = tuple[int, int]
Window = tuple[Range, Range]  # x and y in steps of kit.morton


@dataclass(frozen=True)
class Spot:
    """An organisation and the point at which this reader may see it."""

    organisation: Organisation
    latitude: float
    longitude: float


def within(shown: Shown, windows: list[Window]) -> tuple[list[Spot], bool]:
    """The first organisations by name that have a point in `windows`; and whether there are others."""
    if shown.scope is None:
        return [], False
    rows = Point.objects.annotate(known=F("scopes").bitand(int(shown.scope))).filter(_inside(windows), known__gt=0)
    if shown.is_filtered:
        rows = rows.filter(organisation_id__in=shown.organisations().values("pk"))
    pairs = list(rows.order_by("code").values_list("organisation_id", "code")[:LOOKED_AT])
    places = {pk: code for pk, code in pairs if any(_is_in(code, window) for window in windows)}
    named = shown.organisations().filter(pk__in=places).order_by("sort_key", "pk")[: LISTED + 1]
    spots = [Spot(one, *_degrees(places[one.pk])) for one in named]
    return spots[:LISTED], len(spots) > LISTED or len(pairs) == LOOKED_AT


def _inside(windows: list[Window]) -> Q:
    """The ranges of codes of the few squares that cover the windows."""
    inside = Q()
    for (left, right), (top, bottom) in windows:
        level = max(0, morton.LEVELS - max(right - left, bottom - top, 1).bit_length())
        for x, y in _squares(level, (left, right), (top, bottom)):
            inside |= Q(code__range=morton.codes_of_tile(level, x, y))
    return inside


def _squares(level: int, across: Range, down: Range) -> Iterator[tuple[int, int]]:
    shift = morton.LEVELS - level
    for x in range(across[0] >> shift, (across[1] >> shift) + 1):
        for y in range(down[0] >> shift, (down[1] >> shift) + 1):
            yield x, y


def _is_in(code: int, window: Window) -> bool:
    x, y = morton.separate(code)
    (left, right), (top, bottom) = window
    return left <= x <= right and top <= y <= bottom


def _degrees(code: int) -> tuple[float, float]:
    x, y = morton.separate(code)
    return morton.degrees(x + 0.5, y + 0.5)
