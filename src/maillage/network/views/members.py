"""The members of a network over time, with its boards, its groups and how far it reaches."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.kit.timeline import Axis, steps
from maillage.network.kept import drawn, for_strangers
from maillage.network.queries.networks.members import Membership, has_members
from maillage.network.queries.networks.reach import reaches
from maillage.network.readers import Reader
from maillage.network.requests import ReaderRequest
from maillage.network.views.organisation import found_or_404, moved

TEMPLATE = "network/networks/members.html"
DECADE = 10


@require_safe
def organisation_members(request: ReaderRequest, slug: str) -> HttpResponse:
    now = for_strangers(request)
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    network = found.organisation
    if not has_members(network, request.reader):
        raise Http404(_("There is no page at this address."))
    membership = Membership(network, request.reader, year=_number(request, "year"))
    if request.htmx:
        response = HttpResponse(drawn(request, f"{TEMPLATE}#then", lambda: _then(request, membership), now))
    else:
        body = drawn(request, f"{TEMPLATE}#body", lambda: _then(request, membership) | _whole(membership), now)
        response = render(request, TEMPLATE, {"organisation": network, "body": body})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _number(request: ReaderRequest, name: str) -> int | None:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 4 else None  # noqa: PLR2004 -- of a year


def _axis(membership: Membership) -> Axis:
    return Axis(membership.first_year, membership.today.year, mirrored=get_language_bidi())


def _then(request: ReaderRequest, membership: Membership) -> dict[str, object]:
    """What changes with the year: who was a member, and who sat where."""
    axis, only_then = _axis(membership), request.GET.get("only") == "1"
    page = membership.page(_number(request, "page") or 1, only_then=only_then)
    members = membership.members(page)
    now, least = membership.now, _least(request.reader)
    return {
        "organisation": membership.network,
        "membership": membership,
        "year": str(membership.year),  # a name, not a number: no language groups its digits
        "axis": axis,
        "year_at": axis.middle(membership.year),
        "rows": [(member, axis.bars(member.spans)) for member in members],
        "page_obj": page,
        "only_then": only_then,
        "certain": _told(now.certain, least),
        "perhaps": _told(now.perhaps, least),
        "threshold": settings.COUNT_THRESHOLD,
    }


def _whole(membership: Membership) -> dict[str, object]:
    """What is the same in every year: the curve under which the year is chosen, and the reach.

    The curve adds up what is said: the height above the certain ones is as small a number as any.
    """
    least = _least(membership.reader)
    sure = [_told(year.certain, least) or 0 for year in membership.years]
    both = [certain + (_told(year.perhaps, least) or 0) for certain, year in zip(sure, membership.years, strict=True)]
    mirrored = get_language_bidi()
    return {
        "curve_width": len(sure),
        "curve_sure": steps(sure, max(both), mirrored=mirrored),
        "curve_both": steps(both, max(both), mirrored=mirrored),
        "curve_top": max(both),
        "first_year": str(membership.first_year),
        "last_year": str(membership.today.year),
        "decades": [str(year) for year in _decades(membership)],
        "reaches": reaches(membership.network, membership.reader),
    }


def _least(reader: Reader) -> int:
    return 1 if reader.is_steward else settings.COUNT_THRESHOLD


def _told(count: int, least: int) -> int | None:
    return count if count >= least else None


def _decades(membership: Membership) -> list[int]:
    first, last = membership.first_year, membership.today.year
    return [first, *(year for year in range(first - first % DECADE, last, DECADE) if year > first), last]
