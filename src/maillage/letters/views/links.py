"""Pages that mails lead to. Looking at one changes nothing, however many machines look; a button acts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from maillage.letters.actions import subscribing
from maillage.letters.forms.reading import ChoicesForm, ConfirmForm
from maillage.letters.queries import subscribing as queries
from maillage.letters.rendering import TRIAL
from maillage.letters.tokens import Purpose

PAGE = ["GET", "HEAD", "POST"]
OVER, REFUSED = 410, 400


@never_cache
@require_http_methods(PAGE)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    found = queries.opened_by(Purpose.CONFIRM, token)
    if found is None:
        return _over(request)
    offered = queries.offered_for_confirmation(found)
    form = ConfirmForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            subscribing.confirm(token, [newsletter.pk for newsletter in form.cleaned_data["newsletters"]])
        except subscribing.LinkOver:
            return _over(request)
        return redirect("letters:done", what="confirmed")
    context = {"form": form, "waits": bool(offered), "address": queries.masked(found.address)}
    return render(request, "letters/confirm.html", context, status=REFUSED if form.errors else 200)


@csrf_exempt  # the token is the proof, and mail programs that press the button for their reader (RFC 8058) have no other
@never_cache
@require_http_methods(PAGE)
def leave(request: HttpRequest, token: str) -> HttpResponse:
    if token == TRIAL:
        return redirect("letters:done", what="trial")
    found = queries.opened_by(Purpose.LEAVE, token)
    if found is None:
        return _over(request)
    if request.method == "POST":
        subscribing.leave(token)
        if "List-Unsubscribe" in request.POST:  # a program asks, and follows no redirection
            return HttpResponse(content_type="text/plain")
        return redirect("letters:done", what="left")
    context = {"newsletter": found.newsletter, "address": queries.masked(found.address)}
    return render(request, "letters/leave.html", context)


@never_cache
@require_http_methods(PAGE)
def choose(request: HttpRequest, token: str) -> HttpResponse:
    found = queries.opened_by(Purpose.CHOOSE, token)
    if found is None:
        return _over(request)
    form = ChoicesForm(
        request.POST if request.method == "POST" else None,
        offered=queries.offered_to(found),
        initial={"newsletters": queries.read_by(found)},
    )
    if form.is_valid():
        try:
            subscribing.choose(token, list(form.cleaned_data["newsletters"]), language=get_language() or "")
        except subscribing.LinkOver:
            return _over(request)
        return redirect("letters:done", what="chosen")
    context: dict[str, Any] = {"form": form, "token": token, "address": queries.masked(found.address)}
    return render(request, "letters/choose.html", context, status=REFUSED if form.errors else 200)


@never_cache
@require_POST
def forget(request: HttpRequest, token: str) -> HttpResponse:
    try:
        subscribing.forget(token)
    except subscribing.LinkOver:
        return _over(request)
    return redirect("letters:done", what="forgotten")


def _over(request: HttpRequest) -> HttpResponse:
    """The same page for a link that is too old, erased, or never was."""
    return render(request, "letters/over.html", status=OVER)
