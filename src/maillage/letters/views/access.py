"""These pages are for those who prepare a newsletter: for anyone else they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django_htmx.middleware import HtmxDetails

from maillage.accounts.models import Person
from maillage.kit.errors import DomainError
from maillage.letters.models import Issue, Newsletter
from maillage.letters.queries import office
from maillage.network.readers import Reader

P = ParamSpec("P")


class EditorRequest(HttpRequest):
    reader: Reader
    user: Person
    htmx: HtmxDetails


def for_editors(
    view: Callable[Concatenate[EditorRequest, P], HttpResponse],
) -> Callable[Concatenate[Any, P], HttpResponseBase]:
    """Strangers sign in; people who prepare nothing find nothing."""

    @wraps(view)
    def guarded(request: EditorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.reader.is_steward and not office.prepared_by(request.reader).exists():
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(guarded)  # type: ignore[return-value]


def newsletter_at(request: EditorRequest, slug: str) -> Newsletter:
    return get_object_or_404(office.prepared_by(request.reader), slug=slug)


def issue_at(request: EditorRequest, pk: int) -> Issue:
    return get_object_or_404(office.issues_of(request.reader), pk=pk)


def attempt(request: HttpRequest, act: Callable[[], object], *, form: BaseForm | None = None, done: str = "") -> bool:
    """Do an act; say that it is done, or why it was not, beside the form when there is one."""
    try:
        act()
    except (DomainError, ValidationError) as problem:
        _refuse(request, form, problem)
        return False
    if done:
        messages.success(request, done)
    return True


def _refuse(request: HttpRequest, form: BaseForm | None, problem: DomainError | ValidationError) -> None:
    if form is None:
        words = problem.messages if isinstance(problem, ValidationError) else [str(problem)]
        messages.error(request, " ".join(words))
    elif isinstance(problem, DomainError):
        form.add_error(None, str(problem))
    else:
        for name, errors in problem.message_dict.items():
            form.add_error(name if name in form.fields else None, errors)
