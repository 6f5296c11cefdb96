"""The maps a network keeps of its members, for those who coordinate it."""

from collections.abc import Callable
from urllib.parse import parse_qs

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from maillage.accounts.models import Person
from maillage.atlas import rules
from maillage.atlas.actions.own_maps import add_own_map, change_own_map
from maillage.atlas.actions.partner_maps import remove_map
from maillage.atlas.forms.own_map import OwnMapForm
from maillage.atlas.models import PartnerMap
from maillage.atlas.queries.narrowing import options
from maillage.atlas.queries.own_maps import maps_of
from maillage.atlas.queries.shown import Shown, audience_of
from maillage.kit.errors import DomainError
from maillage.network.enums import Audience
from maillage.network.filters import Asked, Group, facet_groups
from maillage.network.models import Organisation
from maillage.network.queries.mine import circles_for, organisation_of
from maillage.network.queries.search import Search
from maillage.network.readers import STRANGER
from maillage.network.requests import reader_of


class SignedRequest(HttpRequest):
    user: Person


@require_safe
@login_required
def own_maps(request: SignedRequest, slug: str) -> HttpResponse:
    network = _network(request, slug)
    context = {"organisation": network, "maps": maps_of(network, reader_of(request))}
    return render(request, "atlas/mine/maps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_map_add(request: SignedRequest, slug: str) -> HttpResponse:
    """The filters in the address of the directory, or of a map, are taken over."""
    network = _network(request, slug)
    form = OwnMapForm(request.POST or None, network=network, circles=circles_for(reader_of(request)))
    return _edited(request, network, form, request.GET)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_map(request: SignedRequest, slug: str, pk: int) -> HttpResponse:
    network = _network(request, slug)
    kept = get_object_or_404(maps_of(network, reader_of(request)), pk=pk)
    circles = circles_for(reader_of(request), [kept])
    form = OwnMapForm(request.POST or None, network=network, circles=circles, kept=kept)
    return _edited(request, network, form, MultiValueDict(parse_qs(kept.filters)))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_map_remove(request: SignedRequest, slug: str, pk: int) -> HttpResponse:
    network = _network(request, slug)
    kept = get_object_or_404(maps_of(network, reader_of(request)), pk=pk)
    if request.method == "POST":
        remove_map(kept, by=request.user)
        messages.success(request, _("The map is removed."))
        return redirect("atlas:own-maps", slug=network.slug)
    return render(request, "atlas/mine/map_remove.html", {"organisation": network, "map": kept})


def _network(request: HttpRequest, slug: str) -> Organisation:
    """The network at this address, for one who acts for it: others get 404, the wrong role 403."""
    try:
        network = organisation_of(reader_of(request), slug)
    except Organisation.DoesNotExist as problem:
        raise Http404 from problem
    if not rules.can_keep_maps(reader_of(request), network):
        raise PermissionDenied
    return network


def _edited(
    request: SignedRequest, network: Organisation, form: OwnMapForm, first: MultiValueDict[str, str]
) -> HttpResponse:
    """The form, filled with `first` at first; once it is right, the map."""
    asked = Asked(audience_of(reader_of(request)), request.POST if request.method == "POST" else first)
    if request.method == "POST" and form.is_valid() and _is_followed(form, asked):
        saved = _attempt(form, lambda: _save(request, network, form, asked.address))
        if saved is not None:
            messages.success(request, _("The map is saved."))
            return redirect("atlas:own-maps", slug=network.slug)
    context = {
        "organisation": network,
        "form": form,
        "map": form.kept,
        "asked": asked,
        "facets": _facets(network, asked),
    }
    return render(request, "atlas/mine/map.html", context)


def _facets(network: Organisation, asked: Asked) -> list[Group]:
    own = (Search(networks=(network.pk,)),)
    searches = (*own, asked.search) if asked.search.narrows else own
    return facet_groups(asked, options(Shown(None, asked.reader, searches, get_language() or ""), asked.search))


def _is_followed(form: OwnMapForm, asked: Asked) -> bool:
    """Whether those who may open the map may know all that it is narrowed by; otherwise it would be closed to them."""
    problems = list(asked.problems)
    if not problems and form.values()["audience"] == Audience.PUBLIC and Asked(STRANGER, asked.query).problems:
        problems.append(
            _("Not everyone may know what this map is narrowed by: choose other filters, or fewer readers.")
        )
    for problem in problems:
        form.add_error(None, problem)
    return not problems


def _save(request: SignedRequest, network: Organisation, form: OwnMapForm, filters: str) -> PartnerMap:
    values = form.values() | {"filters": filters}
    if form.kept is None:
        return add_own_map(network, by=request.user, **values)
    return change_own_map(form.kept, by=request.user, **values)


def _attempt(form: OwnMapForm, act: Callable[[], PartnerMap]) -> PartnerMap | None:
    """What the action refuses is said by the form, beside the field it speaks of."""
    try:
        return act()
    except DomainError as problem:
        form.add_error(None, str(problem))
    except ValidationError as problem:
        by_field = problem.error_dict if hasattr(problem, "error_dict") else {NON_FIELD_ERRORS: problem.error_list}
        for name, errors in by_field.items():
            form.add_error(name if name in form.fields else None, errors)
    return None
