"""The page an invitation leads to. Looking at it uses nothing up; only the answer does."""

from collections.abc import Callable

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.accounts.models import Person
from maillage.network.actions import mandates
from maillage.network.forms.people import AcceptForm, roles_in_words
from maillage.network.models import Invitation, Mandate
from maillage.network.queries.mine import open_invitation

GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Someone signed in accepts as themselves; someone new gives a name; someone known signs in first."""
    found = open_invitation(mandates.hash_token(token))
    if found is None:
        return render(request, "network/invitation_over.html", status=GONE)
    if request.user.is_authenticated:
        return _for_person(request, found, token)
    if Person.objects.filter(email__iexact=found.email).exists():
        return _page(request, found, needs_sign_in=True)
    return _for_newcomer(request, found, token)


def _for_person(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, found)
    person = request.user if isinstance(request.user, Person) else None
    return _accepted(request, lambda: mandates.accept_invitation(token, person=person), _to_record)


def _for_newcomer(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    form = AcceptForm(request.POST or None, language=found.language)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form=form)
    answer = form.cleaned_data
    return _accepted(request, lambda: mandates.accept_invitation(token, **answer), lambda m: _let_in(request, m))


def _accepted(
    request: HttpRequest, accept: Callable[[], Mandate], answer: Callable[[Mandate], HttpResponse]
) -> HttpResponse:
    try:
        mandate = accept()
    except mandates.InvitationOver:  # answered meanwhile, in another window
        return render(request, "network/invitation_over.html", status=GONE)
    messages.success(request, _("Welcome: you now act for %(organisation)s.") % {"organisation": mandate.organisation})
    return answer(mandate)


def _to_record(mandate: Mandate) -> HttpResponse:
    return redirect("network:mine-detail", slug=mandate.organisation.slug)


def _let_in(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    """Sign the newcomer in: the link in the mail has proved the address."""
    response: HttpResponse = perform_login(
        request, mandate.person, email_verification="none", redirect_url=reverse("network:mine")
    )
    return response


def _page(request: HttpRequest, found: Invitation, **context: object) -> HttpResponse:
    context |= {"invitation": found, "organisation": found.organisation, "duty": roles_in_words()[found.role]}
    return render(request, "network/invitation.html", context)
