"""From what a row says of its town to the smallest unit of the tree that is sure; asks where there are several."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from maillage.exchange import gazetteer
from maillage.exchange.places import COUNTRIES, Ambiguous, Places, Unit
from maillage.kit.text import fold

if TYPE_CHECKING:
    from maillage.exchange.organisations.draft import Draft

CHOICES = 6
FAR = 150  # km between a point and the town it is said to be in


@dataclass
class Around:
    """What the row has said before its town: a country or region of the tree, words for others, its point."""

    unit: Unit | None = None
    hints: list[str] = field(default_factory=list)
    point: tuple[float, float] | None = None


def find_town(draft: "Draft", column: str, cell: str, places: Places, around: Around) -> tuple[Unit | None, bool]:
    """(unit, whether the cell says more than the unit does and should be kept in the address)."""
    text, country = _without_country(cell, places, places.country_of(around.unit))
    found = gazetteer.find(text, country.code if country else "", around.hints, around.point)
    found = _alike(_inside(found, places, around.unit), text, places)
    if len(found) > 1:
        _ask(draft, column, cell, places, found)
        return None, True
    if found:
        town = found[0]
        if _is_far(draft, column, town, around.point):
            return None, True
        unit = places.known(text, town)
        if unit is None:
            places.absent[town.country] += 1
        return unit or _smaller(places, places.around(town), around.unit), unit is None or not _is_said(
            unit, cell, town
        )
    unit = _of_the_tree(draft, column, cell, places, around.unit)
    if unit is None and country is not None:
        reason = _("“%(town)s” is not known as a town of %(country)s; the place is the country.")
        mend = _("Check the spelling, or write the nearest larger town; what is written stays in the address.")
        draft.warn(column, reason % {"town": cell[:60], "country": country.title}, mend)
    return unit, unit is None


def _without_country(cell: str, places: Places, country: Unit | None) -> tuple[str, Unit | None]:
    """The cell without the country it names after its town, and that country ("Saint-Denis (La Réunion, France)").

    Inside a country that is known, only a territory of its own overseas can say more: Georgia, United States stays there.
    """
    first, *others = [part for part in (piece.strip() for piece in re.split(r"[,()]", cell)) if part] or [cell]
    allowed = {country.code, *gazetteer.OVERSEAS.get(country.code, ())} if country else None
    kept = [first]
    for part in others:
        named = _country(part, places)
        if named is None or (allowed is not None and named.code not in allowed):
            kept.append(part)
        elif country is None or named.code in gazetteer.OVERSEAS.get(country.code, ()):
            country = named
    return ", ".join(kept), country


def _country(text: str, places: Places) -> Unit | None:
    try:
        unit = places.whole(text)
    except Ambiguous:
        return None
    return unit if unit is not None and unit.kind in COUNTRIES else None


def _inside(found: list[gazetteer.Place], places: Places, around: Unit | None) -> list[gazetteer.Place]:
    """Of several, those of the region that is known."""
    if around is None or around.kind in COUNTRIES:  # what is overseas lies in no other country of the tree
        return found
    return [p for p in found if (unit := places.around(p)) and around.pk in unit.ancestors] or found


def _alike(found: list[gazetteer.Place], text: str, places: Places) -> list[gazetteer.Place]:
    """One of them when all lie in the same unit of the tree and none is one itself: then it does not matter which."""
    units = {unit.pk if (unit := places.around(place)) else 0 for place in found}
    is_one = len(units) == 1 and not any(places.known(text, place) for place in found)
    return found[:1] if is_one else found


def _smaller(places: Places, unit: Unit | None, known: Unit | None) -> Unit | None:
    """The narrower of two units, when one lies in the other; else the one that the town is in."""
    return known if unit and known and unit.pk in known.ancestors else unit


def _is_said(unit: Unit, cell: str, town: gazetteer.Place) -> bool:
    return fold(cell) in {fold(unit.title), fold(town.name)}


def _of_the_tree(draft: "Draft", column: str, cell: str, places: Places, around: Unit | None) -> Unit | None:
    """A unit the stewards have made, or a region written where a town was expected."""
    try:
        return places.inside(cell, around)
    except Ambiguous as problem:
        tell_ambiguous(draft, column, cell, problem)
        return None


def _ask(draft: "Draft", column: str, cell: str, places: Places, found: list[gazetteer.Place]) -> None:
    choices = list(dict.fromkeys(places.described(place) for place in found))
    reason = _("“%(place)s” names several towns; none is chosen.") % {"place": cell[:60]}
    listed = "; ".join(choices[:CHOICES]) + ("; …" if len(choices) > CHOICES else "")
    mend = _("Write which one: %(choices)s; or add a column with the country or the region.") % {"choices": listed}
    draft.warn(column, reason, mend)


def tell_ambiguous(draft: "Draft", column: str, cell: str, problem: Ambiguous) -> None:
    reason = _("“%(place)s” may be: %(found)s.") % {"place": cell[:60], "found": "; ".join(problem.found[:5])}
    draft.warn(column, reason, _("Add a column with the country or the region."))


def _is_far(draft: "Draft", column: str, town: gazetteer.Place, point: tuple[float, float] | None) -> bool:
    """Whether the row's own point speaks against its town; then the town is not taken."""
    away = town.distance(*point) if point else 0
    if away > FAR:
        reason = _("The point of this row is %(count)s km from %(town)s; the place is the country.")
        draft.warn(column, reason % {"count": round(away), "town": town.name}, _("Look which of the two is right."))
    return away > FAR
