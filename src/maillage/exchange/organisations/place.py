"""Where a row says its organisation is: a country, a region, a town, an address, a point; any of them may be missing."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from maillage.exchange import values
from maillage.exchange.kinds import Options
from maillage.exchange.organisations.town import Around, find_town, tell_ambiguous
from maillage.exchange.places import Ambiguous, Places, Unit
from maillage.network.enums import Precision, PresenceRole

if TYPE_CHECKING:
    from maillage.exchange.organisations.draft import Cells, Draft

ADDRESS_LIMIT = 300
POLE = 90


def draft_place(draft: "Draft", cells: "Cells", options: Options, places: Places) -> None:
    """Add the slots of the places. Without a territory that is known there is no place; the row is kept all the same."""
    units = _countries(draft, cells, options, places)
    rest: list[str] = []
    point = _point(draft, cells)
    around = Around(units[0] if units else None, [], point)
    for column, cell in cells.get("region", ()):
        _narrow(draft, column, cell, places, around, rest)
    for column, cell in cells.get("town", ()):
        found, is_kept = find_town(draft, column, cell, places, around)
        around.unit = found or around.unit
        rest += [cell] if is_kept else []
    unit = around.unit
    precision = _precision(draft, cells)
    if unit is None:
        if any(cells.get(name) for name in ("address", "town", "region", "latitude")) and not cells.get("territory"):
            column = next(cells[name][0][0] for name in ("address", "town", "region", "latitude") if cells.get(name))
            draft.warn(
                column,
                _("The country is not known; the place is left out."),
                _("Add a column with the country, or import with --territory."),
            )
        return
    address = ", ".join(dict.fromkeys([cell for _column, cell in cells.get("address", ())] + rest))
    if len(address) > ADDRESS_LIMIT:
        draft.warn(
            cells["address"][0][0] if cells.get("address") else "",
            _("This address is too long; it is cut."),
            _("Keep the address alone in this column."),
        )
    seat = (unit.code, " ".join(address[:ADDRESS_LIMIT].split()), *(point or (None, None)), precision)
    draft.add(f"place/{PresenceRole.SEAT}", seat)
    for other in units[1:]:
        draft.add(f"place/{PresenceRole.FIELD}", (other.code, "", None, None, precision))


def _countries(draft: "Draft", cells: "Cells", options: Options, places: Places) -> list[Unit]:
    """The territories of the country column: the first is the seat's, the others fields of action."""
    found = cells.get("territory") or ([("", options.territory)] if options.territory else [])
    units: list[Unit] = []
    for column, cell in found:
        whole = _whole(draft, column, cell, places, told=False)
        parts = [cell] if whole else values.parts(cell, ";|/\n")
        for part in parts if len(parts) > 1 else [cell]:
            unit = whole or _whole(draft, column, part, places, told=True)
            if unit is not None and unit not in units:
                units.append(unit)
    return units


def _whole(draft: "Draft", column: str, cell: str, places: Places, *, told: bool) -> Unit | None:
    try:
        unit = places.whole(cell) or places.inside(cell, None)
    except Ambiguous as problem:
        if told:
            tell_ambiguous(draft, column, cell, problem)
        return None
    if unit is None and told:
        reason = _("“%(place)s” is no territory that is known here; the organisation is kept without a place.") % {
            "place": cell[:60]
        }
        draft.warn(column, reason, _("Write the country's name or its two-letter code, or add the territory first."))
    return unit


def _narrow(draft: "Draft", column: str, cell: str, places: Places, around: Around, rest: list[str]) -> None:
    """A region of the tree; one that is not there still tells towns apart, and stays in the address."""
    try:
        unit = places.inside(cell, around.unit)
    except Ambiguous as problem:
        tell_ambiguous(draft, column, cell, problem)
        unit = None
    around.unit = unit or around.unit
    around.hints.append(cell)
    rest += [] if unit else [cell]


def _point(draft: "Draft", cells: "Cells") -> tuple[float, float] | None:
    """(latitude, longitude) when both are given and can be true."""
    raw = [cells[name][0] for name in ("latitude", "longitude") if cells.get(name)]
    if not raw:
        return None
    column = " / ".join(name for name, _cell in raw)
    numbers = [values.coordinate(cell) for _column, cell in raw]
    latitude, longitude = (*numbers, None)[:2]
    if latitude is None or longitude is None:
        draft.warn(
            column,
            _("The point is not complete; it is left out."),
            _("Write both in degrees, such as 48.8566 and 2.3522."),
        )
    elif abs(latitude) > POLE:
        draft.warn(
            column,
            _("Latitude and longitude look exchanged; the point is left out."),
            _("Latitude is between −90 and 90."),
        )
    elif (latitude, longitude) == (0, 0):
        draft.warn(
            column, _("0, 0 is in the sea; the point is left out."), _("Leave both empty when the point is not known.")
        )
    else:
        return latitude, longitude
    return None


def _precision(draft: "Draft", cells: "Cells") -> int:
    """How exactly everyone may see the place: its country, unless the file says otherwise."""
    for column, cell in cells.get("precision", ()):
        chosen = values.precision(cell)
        if chosen is not None:
            return int(chosen)
        draft.warn(
            column,
            _("“%(value)s” is not understood; it is left out.") % {"value": cell[:60]},
            _("Write exact, town, region, country or none."),
        )
    return int(Precision.COUNTRY)
