"""Asking for a new link. A known and an unknown address get the same answer, by the same steps."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from procrastinate.exceptions import AlreadyEnqueued

from maillage.exchange.freshness.forms import AgainForm
from maillage.exchange.freshness.queries import spoken_for
from maillage.exchange.freshness.recipients import digest_of
from maillage.exchange.freshness.tasks import send_check_link


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _defer(form.cleaned_data["email"])
        return redirect("exchange:check-sent")
    return render(request, "exchange/freshness/again.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/freshness/sent.html")


def _defer(address: str) -> None:
    """One job for any address; the worker looks whether there is something to send. What was typed is not kept."""
    digest = digest_of(address)
    organisations: list[Any] = [*spoken_for(address)]
    try:
        with transaction.atomic():
            job = send_check_link.configure(queueing_lock=f"check-link-{digest}")
            job.defer(organisations=organisations, digest=digest)
    except AlreadyEnqueued:  # asked twice in a row: one letter is enough
        return
