"""Those who act for the organisation: inviting, cancelling an invitation, ending a mandate."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.network import rules
from maillage.network.actions import mandates as actions
from maillage.network.forms.people import InviteForm
from maillage.network.models import Organisation
from maillage.network.queries import mine as queries
from maillage.network.views.mine import rights
from maillage.network.views.mine_access import SignedRequest, attempt, attempt_or_say, back_to, record_for

PEOPLE = "network:mine-people"


@require_safe
@login_required
def people(request: SignedRequest, slug: str) -> HttpResponse:
    organisation = record_for(request, slug)
    context = {
        "organisation": organisation,
        "mandates": queries.mandates_of(organisation, request.reader),
        "past": queries.past_mandates_of(organisation, request.reader),
        "invitations": queries.invitations_of(organisation, request.reader),
        **rights(request, organisation),
    }
    return render(request, "network/mine/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: SignedRequest, slug: str) -> HttpResponse:
    """The answer is the same whether or not the address is known here."""
    organisation = record_for(request, slug, may=rules.can_coordinate)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invite(request, organisation, form):
        messages.success(request, _("A letter is on its way to %(email)s.") % {"email": form.cleaned_data["email"]})
        return back_to(organisation, PEOPLE)
    return render(request, "network/mine/invite.html", {"organisation": organisation, "form": form})


def _invite(request: SignedRequest, organisation: Organisation, form: InviteForm) -> object:
    return attempt(form, lambda: actions.invite(organisation, by=request.user, **form.cleaned_data))


@require_POST
@login_required
def invitation_cancel(request: SignedRequest, slug: str, pk: int) -> HttpResponse:
    organisation = record_for(request, slug, may=rules.can_coordinate)
    invitation = get_object_or_404(queries.invitations_of(organisation, request.reader), pk=pk)
    attempt_or_say(
        request,
        lambda: actions.cancel_invitation(invitation, by=request.user),
        done=_("The invitation is cancelled: its link no longer works."),
    )
    return back_to(organisation, PEOPLE)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mandate_end(request: SignedRequest, slug: str, pk: int) -> HttpResponse:
    """A coordinator ends any mandate, everyone their own; the page says so when nobody would be left to coordinate."""
    organisation = record_for(request, slug)
    mandate = get_object_or_404(queries.mandates_of(organisation, request.reader), pk=pk)
    is_mine = mandate.person_id == request.user.pk
    if not is_mine and not rules.can_coordinate(request.reader, organisation):
        raise PermissionDenied
    if request.method == "POST":
        reason = request.POST.get("reason", "").replace("\x00", "")[:500]
        attempt_or_say(
            request,
            lambda: actions.end_mandate(mandate, by=request.user, reason=reason),
            done=_("The mandate is ended, as of now."),
        )
        return redirect("network:mine") if is_mine else back_to(organisation, PEOPLE)
    context = {
        "organisation": organisation,
        "mandate": mandate,
        "is_mine": is_mine,
        "is_last": queries.is_last_coordinator(mandate),
    }
    return render(request, "network/mine/mandate_end.html", context)
