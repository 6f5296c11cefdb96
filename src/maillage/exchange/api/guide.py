"""The page that explains the API to people, drawn from the same descriptions as its OpenAPI document."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import Schema

from maillage.exchange.api.organisations import TieFilters
from maillage.exchange.api.parameters import Filters, Language
from maillage.exchange.api.vocabularies import TerritoryFilters, Units


@dataclass(frozen=True)
class Parameter:
    name: str
    words: str
    example: str
    is_repeatable: bool


@dataclass(frozen=True)
class Endpoint:
    """One address: what it gives, and what one can ask it."""

    path: str
    words: str
    parameters: list[Parameter]
    example: str = ""


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    context = {
        "endpoints": _endpoints(request),
        "base": request.build_absolute_uri("/").rstrip("/"),
        "threshold": settings.COUNT_THRESHOLD,
    }
    return render(request, "exchange/api_guide.html", context)


def _endpoints(request: HttpRequest) -> list[Endpoint]:
    known = {"kind": "network", "limit": "20", "lang": "fr"}
    return [
        _endpoint(request, "organisations", _("Organisations, page by page, with every filter of the directory."), Filters, known),
        Endpoint(
            "/api/v1/organisations/{key}",
            _("One organisation with everything that you may know of it; by the end of its page's address, or by its UUID."),
            _parameters(Language),
        ),
        _endpoint(request, "ties", _("Ties that stand between organisations that you may both see."), TieFilters, {"current": "true"}),
        _endpoint(request, "territories", _("Territories in which organisations are shown, and those around them."), TerritoryFilters, {"kind": "country"}),
        _endpoint(request, "themes", _("Themes that organisations work on, and those around them."), Units, {}),
    ]  # fmt: skip


def _endpoint(request: HttpRequest, name: str, words: str, model: type[Schema], example: dict[str, str]) -> Endpoint:
    path = reverse(f"api-v1:{name}")
    query = f"?{urlencode(example)}" if example else ""
    return Endpoint(path, words, _parameters(model), request.build_absolute_uri(path + query))


def _parameters(model: type[Schema]) -> list[Parameter]:
    parameters = []
    for name, field in model.model_fields.items():
        several = field.annotation not in {str, int, bool}
        example = next(iter(field.examples or []), "")
        words = _(field.description) if field.description else ""
        parameters.append(Parameter(name, words, str(example[0] if isinstance(example, list) else example), several))
    own = [p for p in parameters if p.name not in {"limit", "cursor", "lang"}]
    return own + [p for p in parameters if p.name in {"limit", "cursor", "lang"}]
