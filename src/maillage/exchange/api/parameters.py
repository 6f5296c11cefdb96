"""What a request asks for: the filters of the directory, a box, a page. What is not understood is refused, never ignored."""

from dataclasses import dataclass, replace
from math import isfinite

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Schema

from maillage.exchange.api import cursors
from maillage.exchange.api.answers import LANGUAGE
from maillage.exchange.api.problems import Refused
from maillage.network.filters import Asked
from maillage.network.queries.boxes import Box
from maillage.network.queries.search import Search
from maillage.network.queries.slices import Position
from maillage.network.requests import reader_of

LIMIT, MOST = 50, 200
PAGING = ("limit", "cursor", LANGUAGE)


class Language(Schema):
    lang: str = Field("", description=gettext_noop("Language of the answer: fr, en, es, pt or ar."), examples=["fr"])


class Paged(Language):
    limit: int = Field(LIMIT, ge=1, le=MOST, description=gettext_noop("Rows in a page, 200 at most."))
    cursor: str = Field(
        "", max_length=2000, description=gettext_noop("Where to go on. Take it from “next”; do not make it yourself.")
    )


class Filters(Paged):
    """Every filter of the directory, under the names it has in the address of the page for people."""

    q: str = Field(
        "",
        max_length=120,
        description=gettext_noop("Words of a name, an acronym or a former name."),
        examples=["habitat"],
    )
    kind: list[str] = Field([], description=gettext_noop("Kinds of organisation; any of them."), examples=[["network"]])
    territory: list[str] = Field(
        [], description=gettext_noop("Codes of territories; the places inside count."), examples=[["SN"]]
    )
    theme: list[str] = Field([], description=gettext_noop("Codes of themes; those inside count."), examples=[["debt"]])
    network: list[str] = Field(
        [], description=gettext_noop("Slugs of networks: their members of today."), examples=[["crid"]]
    )
    language: list[str] = Field([], description=gettext_noop("Working languages, ISO 639."), examples=[["ar"]])
    bbox: str = Field(
        "",
        description=gettext_noop("west,south,east,north in degrees. A place is where the answer shows it."),
        examples=["-18,4,16,25"],
    )
    sort: str = Field(
        "",
        description=gettext_noop("name, confirmed or founded; with q also relevance, which has one page only."),
        examples=["name"],
    )


@dataclass(frozen=True)
class Question:
    """A request for organisations, understood."""

    search: Search
    box: Box | None
    limit: int
    after: Position | None


def question(request: HttpRequest, *, limit: int, extra: tuple[str, ...] = ()) -> Question:
    """What the address asks for; raises Refused with all that is wrong. `extra` names other parameters that are known."""
    known_only(request, (*Filters.model_fields, *extra))
    asked = Asked(reader_of(request), request.GET)
    if asked.problems:
        raise Refused(asked.problems)
    search = asked.search if request.GET.get("sort") else replace(asked.search, sort="name")
    cursor = request.GET.get("cursor", "")
    if cursor and search.sort == "relevance":
        raise Refused([_("The best matches come in one page only. Ask with sort=name to read further.")])
    return Question(
        search, box_of(request.GET.get("bbox", "")), limit, cursors.read(cursor, search.sort) if cursor else None
    )


def known_only(request: HttpRequest, names: tuple[str, ...]) -> None:
    unknown = sorted(set(request.GET) - set(names))
    if unknown:
        words = {"unknown": ", ".join(name[:40] for name in unknown[:5]), "known": ", ".join(names)}
        raise Refused([_("No such parameter: %(unknown)s. Here one can ask with: %(known)s.") % words])


def box_of(text: str) -> Box | None:
    """west,south,east,north; with heights, which are left out, six numbers."""
    if not text:
        return None
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    flat = [numbers[0], numbers[1], numbers[3], numbers[4]] if len(numbers) == 6 else numbers  # noqa: PLR2004
    if len(flat) != 4 or not all(map(isfinite, flat)):  # noqa: PLR2004 -- the sides of a box
        raise _box_problem()
    box = Box(*flat)
    if box.south > box.north or abs(box.south) > 90 or abs(box.north) > 90 or max(abs(box.west), abs(box.east)) > 180:  # noqa: PLR2004
        raise _box_problem()
    return box


def _box_problem() -> Refused:
    return Refused([_("The parameter bbox takes four numbers in degrees: west,south,east,north, such as -18,4,16,25.")])
