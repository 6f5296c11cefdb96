"""What the map in the browser is told once: counts that may be told, words, where to ask more; and, apart, all names."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from maillage.atlas.drawing import Country, Drawing, step_of
from maillage.atlas.enums import Drawn
from maillage.atlas.policy import policy
from maillage.atlas.queries.spread import COUNTRIES
from maillage.atlas.queries.version import version
from maillage.atlas.sheets import Sheet
from maillage.network.enums import OrganisationKind
from maillage.network.filters import Asked
from maillage.network.models import Territory
from maillage.ui.templatetags.maillage import figure

Facts = dict[str, Any]
WHOLE = {"center": [11, 22]}
MARGIN = 6.0  # degrees around the countries told
TOO_WIDE = 110  # degrees from which the whole earth is shown


def facts_of(sheet: Sheet, *, within: str, is_embedded: bool = False) -> Facts:
    """`within` is the address of the list beside the map."""
    rules = policy()
    return {
        "countries": [_told(country, sheet.drawing) for country in sheet.countries],
        "joined": {code: rule.host for code, rule in rules.items() if rule.drawn == Drawn.JOINED},
        "hatched": [code for code, rule in rules.items() if rule.drawn == Drawn.HATCHED],
        "start": _start(sheet.countries),
        "tiles": _tiles(sheet),
        "within": within,
        "record": reverse("network:organisation-detail", kwargs={"slug": "SLUG"}),
        "kinds": {value: str(label) for value, label in OrganisationKind.choices},
        "basemap": reverse("atlas:basemap") if settings.BASEMAP else "",
        "target": "_top" if is_embedded else "",
        "words": _words(),
    }


def _tiles(sheet: Sheet) -> str:
    """A template of addresses under the version they are drawn from; what narrows the map stands in it too."""
    shown = sheet.shown
    name = shown.map.slug if shown.map else "all"
    first = reverse("atlas:tile", kwargs={"map": name, "z": 0, "x": 0, "y": 0})
    query = Asked(shown.reader, sheet.query).address
    more = urlencode({"lang": get_language() or "", "v": version(shown.reader)})
    return f"{first.replace('/0/0/0.', '/{z}/{x}/{y}.')}?{query}{'&' if query else ''}{more}"


def names() -> dict[str, tuple[str, float, float]]:
    """Code → name in the language of the page, longitude, latitude: the vocabulary, whoever has partners there."""
    rules, found = policy(), {}
    units = Territory.objects.filter(kind__in=COUNTRIES).only("code", "name", "latitude", "longitude")
    for unit in units:
        if unit.latitude is None or unit.longitude is None:
            continue
        rule = rules.get(unit.code)
        found[unit.code] = ((rule.name if rule else "") or str(unit), round(unit.longitude, 2), round(unit.latitude, 2))
    return found


def _told(country: Country, drawing: Drawing) -> Facts:
    count = country.count or 0
    words = ngettext("%(number)s organisation known there", "%(number)s organisations known there", count)
    return {
        "code": country.code,
        "count": count,
        "told": figure(count),
        "words": words % {"number": figure(count)},
        "address": country.address,
        "step": step_of(drawing.key, count),
        "chosen": country.is_chosen,
    }


def _start(countries: list[Country]) -> Facts:
    """Around the countries told and nothing else: what is not told must not move the map."""
    points = [
        (one.longitude, one.latitude) for one in countries if one.longitude is not None and one.latitude is not None
    ]
    if not points:
        return WHOLE
    (west, east), (south, north) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
    if east - west > TOO_WIDE:
        return WHOLE
    bounds = [west - MARGIN, max(-80, south - MARGIN), east + MARGIN, min(80, north + MARGIN)]
    return {"bounds": bounds, "fitBoundsOptions": {"maxZoom": 5}}


def _words() -> dict[str, str]:
    """What the map says by itself; the names with a dot are MapLibre's."""
    return {
        "close": _("Close the map"),
        "see": _("See these organisations"),
        "untold": _("No organisation is shown for this country: there is none, or there are too few to be counted."),
        "Map.Title": _(
            "Map of the partners. Arrows move it, plus and minus bring it nearer, Enter opens what is in the middle."
        ),
        "NavigationControl.ZoomIn": pgettext("map", "Nearer"),
        "NavigationControl.ZoomOut": pgettext("map", "Farther"),
        "NavigationControl.ResetBearing": pgettext("map", "North up"),
        "GlobeControl.Enable": pgettext("map", "As a globe"),
        "GlobeControl.Disable": pgettext("map", "Flat"),
        "Popup.Close": pgettext("map", "Close"),
        "CooperativeGesturesHandler.WindowsHelpText": _("Hold Ctrl while scrolling to come nearer."),
        "CooperativeGesturesHandler.MacHelpText": _("Hold ⌘ while scrolling to come nearer."),
        "CooperativeGesturesHandler.MobileHelpText": _("Move the map with two fingers."),
    }
