"""Who may come in: someone with a mandate for this record, or a steward. Others get 404, the wrong role 403."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from maillage.accounts.models import Person
from maillage.kit.errors import DomainError
from maillage.network.models import Organisation
from maillage.network.queries import mine
from maillage.network.readers import Reader

T = TypeVar("T")
Rule = Callable[[Reader, Organisation], bool]


class SignedRequest(HttpRequest):
    """A request of someone signed in, as the middleware leaves it."""

    reader: Reader
    user: Person
    htmx: HtmxDetails


def record_for(request: SignedRequest, slug: str, *, may: Rule | None = None) -> Organisation:
    """The record at this address, for one who acts for it; `may` is asked of what the page lets do."""
    try:
        organisation = mine.organisation_of(request.reader, slug)
    except Organisation.DoesNotExist as problem:
        raise Http404 from problem
    if may is not None and not may(request.reader, organisation):
        raise PermissionDenied
    return organisation


def attempt(form: Form, act: Callable[[], T]) -> T | None:
    """Do `act`; what it refuses is said by the form, beside the field it speaks of. None when refused."""
    try:
        return act()
    except DomainError as problem:
        form.add_error(None, str(problem))
    except ValidationError as problem:
        _tell(form, problem)
    return None


def _tell(form: Form, problem: ValidationError) -> None:
    errors = problem.error_dict if hasattr(problem, "error_dict") else {NON_FIELD_ERRORS: problem.error_list}
    names = getattr(form, "names_of", {})
    for name, found in errors.items():
        asked = names.get(name, name)
        form.add_error(asked if asked in form.fields else None, ValidationError(found))


def attempt_or_say(request: HttpRequest, act: Callable[[], object], *, done: str) -> None:
    """Do an act that has no form; say that it is done, or why it was not."""
    try:
        act()
    except DomainError as problem:
        messages.error(request, str(problem))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, done)


def back_to(organisation: Organisation, view: str = "network:mine-detail", anchor: str = "") -> HttpResponse:
    """To a page of this record, at its present address (an act may have changed it)."""
    organisation.refresh_from_db(fields=["slug"])
    target = redirect(view, slug=organisation.slug)
    if anchor:
        target["Location"] += f"#{anchor}"
    return target
