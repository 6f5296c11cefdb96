"""Territories and themes for programs: those in which you may know organisations."""

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router
from ninja.decorators import decorate_view

from maillage.exchange.api import cursors, schemas
from maillage.exchange.api.answers import answers
from maillage.exchange.api.organisations import ERRORS, with_cursor
from maillage.exchange.api.parameters import Paged, known_only
from maillage.exchange.api.values import Values
from maillage.network.enums import TerritoryKind
from maillage.network.models import Territory, Theme
from maillage.network.queries import vocabularies
from maillage.network.queries.vocabularies import Unit, UnitSearch
from maillage.network.requests import reader_of

router = Router()


class Units(Paged):
    within: str = Field(
        "", max_length=60, description=gettext_noop("Code: only what lies inside."), examples=["africa"]
    )


class TerritoryFilters(Units):
    kind: list[TerritoryKind] = Field([], description=gettext_noop("Kinds of territory."), examples=[["country"]])


@router.get("/territories", response={200: schemas.TerritoryPage, **ERRORS}, url_name="territories")
@decorate_view(answers)
def territories(request: HttpRequest, filters: Query[TerritoryFilters]) -> Values:
    """Territories in which organisations that you may know are, and those around them."""
    known_only(request, tuple(TerritoryFilters.model_fields))
    search = UnitSearch(kinds=tuple(filters.kind), within=filters.within, after=_after(filters.cursor))
    found = vocabularies.territories(reader_of(request), search, limit=filters.limit + 1)
    return _page(request, "territories", [_territory(unit) for unit in found], filters.limit)


@router.get("/themes", response={200: schemas.ThemePage, **ERRORS}, url_name="themes")
@decorate_view(answers)
def themes(request: HttpRequest, filters: Query[Units]) -> Values:
    """Themes that organisations that you may know work on, and those around them."""
    known_only(request, tuple(Units.model_fields))
    search = UnitSearch(within=filters.within, after=_after(filters.cursor))
    found = vocabularies.themes(reader_of(request), search, limit=filters.limit + 1)
    return _page(request, "themes", [_unit(unit) for unit in found], filters.limit)


def _after(cursor: str) -> str:
    return cursors.word_read(cursor) if cursor else ""


def _page(request: HttpRequest, name: str, rows: list[Values], limit: int) -> Values:
    shown = rows[:limit]
    more = cursors.word_written(str(shown[-1]["code"])) if len(rows) > limit else ""
    return {name: shown, "next": with_cursor(request, more) if more else None}


def _unit(unit: Unit[Territory] | Unit[Theme]) -> Values:
    return {"code": unit.row.code, "name": str(unit.row), "within": unit.within, "organisations": unit.count}


def _territory(unit: Unit[Territory]) -> Values:
    row = unit.row
    return _unit(unit) | {
        "kind": row.kind,
        "iso": row.iso or None,
        "latitude": row.latitude,
        "longitude": row.longitude,
    }
