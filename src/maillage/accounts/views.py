"""A person's own pages. Signing in itself is django-allauth's (`urls/doors.py`)."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.accounts import actions, confirming, languages, queries
from maillage.accounts.forms import CodeForm, EraseForm, PersonForm
from maillage.accounts.models import Person
from maillage.kit import personal_data
from maillage.kit.errors import DomainError


def not_offered(request: HttpRequest) -> HttpResponse:
    raise Http404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST or None, instance=_person(request))
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/me.html", {"form": form}, status=200 if not form.is_bound else 422)
    person = form.save()
    with translation.override(person.language):
        messages.success(request, _("Saved."))
        response = redirect("accounts:me")
    languages.remember(response, person.language)
    return response


@login_required
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    found = queries.sessions_of(_person(request))
    return render(request, "accounts/sessions.html", {"sessions": found, "current": request.session.session_key})


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=pk, user=_person(request))
    is_this_one = session.session_key == request.session.session_key
    actions.end_session(session)
    if is_this_one:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("This session is ended."))
    return redirect("accounts:sessions")


@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    held = [(name, holding, holding.rows(person.pk)) for name, holding in personal_data.holdings]
    return render(request, "accounts/data.html", {"held": reversed(held)})


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    content = {"made_at": timezone.now().isoformat(timespec="minutes"), **personal_data.held_about(person.pk)}
    response = JsonResponse(content, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth is untyped
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    form = EraseForm(request.POST or None)
    obstacles = personal_data.obstacles_of(person.pk)
    if form.is_valid() and not obstacles:
        try:
            actions.erase(person)
        except DomainError as problem:
            obstacles = [str(problem)]
        else:
            logout(request)
            return redirect("accounts:erased")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/erase.html", {"form": form, "obstacles": obstacles}, status=status)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/erased.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Sign in again by a code: `send` sends it, anything else is the code itself."""
    person = _person(request)
    form = CodeForm(request.POST if "code" in request.POST else None)
    if "send" in request.POST and not confirming.send_code(request, person):
        messages.error(request, _("You have asked for several codes. Wait a few minutes, then ask again."))
    if form.is_valid():
        if confirming.confirm(request, person, form.cleaned_data["code"]):
            return resume_request(request) or redirect("accounts:me")
        form.add_error("code", _("This is not the code we sent, or it is too old. Try again, or ask for a new one."))
    context = {"form": form, "is_waiting": confirming.is_waiting(request), "email": person.email}
    return render(request, "accounts/confirm.html", context)


def _person(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 -- `login_required` has seen to it; this tells the type checker
    return person
