"""The stewards' board of what is fresh and what is not, and asking now."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from maillage.accounts.models import Person
from maillage.exchange.freshness import board as queries
from maillage.exchange.freshness.actions import asking
from maillage.exchange.freshness.enums import Answer, Standing
from maillage.kit.errors import DomainError
from maillage.network.requests import ReaderRequest

PER_PAGE = 50
ACTS: dict[str, Callable[..., object]] = {"ask": asking.ask, "stop": asking.stop, "resume": asking.resume}


@require_http_methods(["GET", "HEAD", "POST"])
def board(request: ReaderRequest) -> HttpResponse:
    """Stewards only; for anyone else it is not there."""
    if not request.reader.is_steward or request.reader.person is None:
        raise Http404
    standing = request.GET.get("show", "")
    standing = standing if standing in Standing.values else ""
    if request.method == "POST":
        _act(request, request.reader.person)
        return redirect(f"{reverse('exchange:freshness-board')}{'?show=' + standing if standing else ''}")
    page = Paginator(queries.board(request.reader, standing=standing), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": queries.rows_of(list(page.object_list)),
        "standings": Standing.choices,
        "chosen": standing,
        "figures": queries.in_figures(),
    }
    return render(request, "exchange/freshness/board.html", context)


def _act(request: ReaderRequest, person: Person) -> None:
    """Ask, stop or resume those that are ticked; each by itself, so that one refusal keeps no other waiting."""
    act = ACTS.get(request.POST.get("act", ""))
    ids = [int(pk) for pk in request.POST.getlist("id")[:PER_PAGE] if pk.isdecimal()]
    chosen = list(queries.board(request.reader).filter(pk__in=ids)) if act else []
    if act is None or not chosen:
        messages.warning(request, _("Choose at least one organisation."))
        return
    refused = [problem for problem in (_attempt(act, organisation, person) for organisation in chosen) if problem]
    done = len(chosen) - len(refused)
    if done:
        words = ngettext("%(count)d organisation: done.", "%(count)d organisations: done.", done)
        messages.success(request, words % {"count": done})
    for problem in refused:
        messages.warning(request, problem)


def _attempt(act: Callable[..., object], organisation: Any, person: Person) -> str:
    """Why it was not done; "" when it was."""
    if act is asking.ask and organisation.last_answer == Answer.WAITING:
        return _("%(organisation)s: asked already, the answer is awaited.") % {"organisation": organisation}
    try:
        act(organisation, by=person)
    except DomainError as problem:
        return _("%(organisation)s: %(problem)s") % {"organisation": organisation, "problem": problem}
    return ""
