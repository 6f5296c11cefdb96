"""Home, desk and health: the only views that know everyone."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


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
    """Whether the database answers and the queue moves; counts only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'failed') FROM procrastinate_jobs"
        )
        waiting, failed = cursor.fetchone()
    return JsonResponse({"database": "ok", "queue": {"waiting": waiting, "failed": failed}})
