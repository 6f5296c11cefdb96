"""Imports are for stewards: for anyone else these pages do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django_htmx.middleware import HtmxDetails

from maillage.accounts.models import Person
from maillage.exchange.models import ImportRun
from maillage.exchange.queries.runs import all_runs
from maillage.kit.errors import DomainError
from maillage.network.readers import Reader

P = ParamSpec("P")


class StewardRequest(HttpRequest):
    reader: Reader
    user: Person
    htmx: HtmxDetails


def for_stewards(
    view: Callable[Concatenate[StewardRequest, P], HttpResponseBase],
) -> Callable[Concatenate[Any, P], HttpResponseBase]:
    """Strangers sign in; people who are not stewards find nothing."""

    @wraps(view)
    def guarded(request: StewardRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.reader.is_steward:
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(guarded)  # type: ignore[return-value]


def run_at(pk: int) -> ImportRun:
    return get_object_or_404(all_runs(), pk=pk)


def attempt(request: HttpRequest, act: Callable[[], object], *, done: str = "") -> bool:
    """Do an act that has no form of its own; say that it is done, or why it was not."""
    try:
        act()
    except DomainError as problem:
        messages.error(request, str(problem))
        return False
    if done:
        messages.success(request, done)
    return True
