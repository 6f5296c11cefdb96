"""Home, desk, search, what we show, styleguide and health: the only views that know everyone."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from maillage.kit import health as health_of_the_instance
from maillage.kit.desk import cards_for, home_openings, home_sheets
from maillage.kit.search import in_order as sources_in_order
from maillage.network.enums import Audience, Precision
from maillage.network.models import Organisation
from maillage.portal import mesh, queries
from maillage.portal import search as searching
from maillage.portal.forms import SampleForm

WRONG = {"wrong-email": "crid.example", "wrong-since": "soon", "wrong-language": "fr", "wrong-message": "A network."}
NEIGHBOURS = 8  # on the home page; the organisation's own page has them all


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    reader = request.reader  # type: ignore[attr-defined]
    organisation = queries.home_organisation(reader)
    neighbours = queries.neighbours_of(organisation, reader) if organisation else []
    places = queries.places_of(reader)
    openings = cards_for(reader, home_openings)
    return render(
        request,
        "portal/home.html",
        {
            "organisation": organisation,
            "neighbours": neighbours[:NEIGHBOURS],
            "home": organisation,
            "more_neighbours": max(0, len(neighbours) - NEIGHBOURS),
            "mesh": mesh.draw(organisation, neighbours, reader) if organisation and neighbours else None,
            "places": places,
            "figures": queries.figures(reader, places),
            "confirmed": queries.last_confirmed(reader),
            "threshold": settings.COUNT_THRESHOLD,
            "openings": openings,
            "introduction": next((about["introduction"] for _name, about in openings if about.get("introduction")), ""),
            "sheets": cards_for(reader, home_sheets),
        },
    )


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """My space: what waits for me, then the organisations I act for."""
    return render(request, "portal/desk.html", {"cards": cards_for(request.reader)})  # type: ignore[attr-defined]


@require_safe
def what_we_show(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "portal/what_we_show.html",
        {
            "precisions": list(Precision),
            "threshold": settings.COUNT_THRESHOLD,
            "retention_days": settings.RETENTION_DAYS,
        },
    )


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One box for everything; for htmx the results alone."""
    asked = searching.Request(request.GET)
    groups = searching.answer(request.reader, asked)  # type: ignore[attr-defined]
    context = {
        "asked": asked,
        "groups": groups,
        "has_hits": any(group.found.hits for group in groups),
        "elsewhere": sum(group.found.elsewhere for group in groups),
        "ways_in": searching.ways_in(),
        "choices": searching.choices(),
    }
    results = render_to_string("portal/search.html#results", context, request)
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(results)
    else:
        response = render(request, "portal/search.html", context | _choices(asked) | {"results": results})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _choices(asked: searching.Request) -> dict[str, object]:
    return {
        "kinds": [(name, source.label) for name, source in sources_in_order()],
        "years": searching.years(),
        "is_narrowed": bool(asked.kind or asked.asked.filters or asked.asked.everywhere or asked.asked.newest),
    }


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with something real in it; what breaks here breaks everywhere."""
    return render(
        request,
        "portal/styleguide.html",
        {
            "form": SampleForm(initial={"language": "fr", "themes": ["debt"]}),
            "wrong_form": SampleForm(WRONG, prefix="wrong"),
            "page_obj": Paginator(range(1240), 20).get_page(request.GET.get("page", "7")),
            "rows": [Organisation(shown_to=audience) for audience in Audience if audience < Audience.SEALED],
            "periods": ["1976", "1976/..", "2003/2011", "../2011", "1998~", "199X", "2003-07", "2003-07-14/2011-05"],
        },
    )


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For those who watch the instance: 200 when the database answers, 503 when it does not."""
    state = health_of_the_instance.look()
    return JsonResponse(state.as_json(), status=200 if state.is_well else 503)
