"""Networks side by side, chains of ties, bridges, and the neighbourhood of one organisation."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_bidi
from django.views.decorators.http import require_safe

from maillage.kit.mesh import Box, Node, draw
from maillage.network.enums import TieRoleKind
from maillage.network.kept import drawn, for_strangers
from maillage.network.models import Organisation
from maillage.network.phrases import chain_sentence
from maillage.network.queries.networks import bridges as bridging
from maillage.network.queries.networks import chain as chains
from maillage.network.queries.networks.choosing import Choice, choose
from maillage.network.queries.networks.neighbours import DRAWN, Neighbourhood, neighbourhood
from maillage.network.queries.networks.shared import MOST, Shared
from maillage.network.queries.networks.upset import picture
from maillage.network.requests import ReaderRequest
from maillage.network.views.organisation import found_or_404, moved

WIDE = Box(width=820, height=560, centre=(410, 275), reach=(320, 205))


@require_safe
def shared(request: ReaderRequest) -> HttpResponse:
    template = "network/networks/shared.html"
    body = drawn(request, f"{template}#body", lambda: _shared(request), for_strangers(request))
    return render(request, template, {"body": body})


def _shared(request: ReaderRequest) -> dict[str, object]:
    asked = [text for text in request.GET.getlist("n") if text.strip()][:MOST]
    choices = [choose(request.reader, text) for text in asked]
    networks = list({c.organisation.pk: c.organisation for c in choices if c.organisation}.values())
    fields = [*choices, *[Choice("")] * (MOST - len(choices))]
    context: dict[str, object] = {"fields": fields, "threshold": settings.COUNT_THRESHOLD, "networks": networks}
    if len(networks) > 1:
        found = Shared(networks, request.reader)
        page = request.GET.get("page", "1")
        page_obj, common = found.page(int(page[:6]) if page.isascii() and page.isdigit() else 1)
        pictured = picture(found, mirrored=get_language_bidi())
        context |= {"found": found, "page_obj": page_obj, "common": common, "picture": pictured}
    return context


@require_safe
def chain(request: ReaderRequest) -> HttpResponse:
    template = "network/networks/chain.html"
    body = drawn(request, f"{template}#body", lambda: _chain(request), for_strangers(request))
    return render(request, template, {"body": body})


def _chain(request: ReaderRequest) -> dict[str, object]:
    start, goal = (choose(request.reader, request.GET.get(name, "")) for name in ("from", "to"))
    today = request.GET.get("today") == "1"
    context: dict[str, object] = {"start": start, "goal": goal, "today": today, "longest": chains.LONGEST}
    if start.organisation and goal.organisation:
        is_same = start.organisation == goal.organisation
        answer = chains.Answer() if is_same else chains.chains_between(
            request.reader, start.organisation, goal.organisation, today=today
        )  # fmt: skip
        here = get_language()
        told = [
            (chain_sentence([(l.before.label_in(here), l.words, l.after.label_in(here)) for l in links]), links)  # noqa: E741
            for links in answer.chains
        ]
        context |= {"answer": answer, "is_same": is_same, "told": told}
    return context


@require_safe
def bridges(request: ReaderRequest) -> HttpResponse:
    template = "network/networks/bridges.html"
    body = drawn(request, f"{template}#body", lambda: _bridges(request), for_strangers(request))
    return render(request, template, {"body": body})


def _bridges(request: ReaderRequest) -> dict[str, object]:
    return {"bridges": bridging.bridges(request.reader), "threshold": settings.COUNT_THRESHOLD}


@require_safe
def organisation_ties(request: ReaderRequest, slug: str) -> HttpResponse:
    """Whom an organisation is tied to, drawn and in a table."""
    now = for_strangers(request)
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    template = "network/networks/ties.html"
    body = drawn(request, f"{template}#body", lambda: _ties(found.organisation, request), now)
    return render(request, template, {"organisation": found.organisation, "body": body})


def _ties(organisation: Organisation, request: ReaderRequest) -> dict[str, object]:
    around = neighbourhood(organisation, request.reader)
    return {
        "organisation": organisation,
        "around": around,
        "rows": [(entry, around.ties_with[entry.other.pk]) for entry in around.entries],
        "mesh": _mesh(organisation, around) if around.entries else None,
        "drawn": min(DRAWN, len(around.entries)),
    }


def _mesh(organisation: Organisation, around: Neighbourhood) -> object:
    here = get_language()
    nodes = [
        Node(
            entry.other.pk,
            entry.other.label_in(here),
            any(role.role == TieRoleKind.FOUNDER for tie in entry.ties for role in tie.shown_roles),  # type: ignore[attr-defined]
        )
        for entry in around.drawn
    ]
    return draw(organisation.label_in(here), nodes, around.among, box=WIDE)
