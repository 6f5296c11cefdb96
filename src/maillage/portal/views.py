"""Home, desk and health: the only views that know everyone."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.kit import health as health_of_the_instance


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html")


@require_safe
def what_we_show(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/what_we_show.html")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/styleguide.html")


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For those who watch the instance: 200 when the database answers, 503 when it does not."""
    state = health_of_the_instance.look()
    return JsonResponse(state.as_json(), status=200 if state.is_well else 503)
