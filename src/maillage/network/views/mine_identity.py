"""The identity sheet: what is under review goes to the stewards, the rest changes at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.network import rules
from maillage.network.actions.organisations import remove_facet, set_logo
from maillage.network.actions.own_record import submit_changes
from maillage.network.forms.identity import IdentityForm
from maillage.network.forms.logo import LogoForm
from maillage.network.models import Logo, Organisation
from maillage.network.phrases import REVIEWED_FIELDS
from maillage.network.queries import mine as queries
from maillage.network.views.mine_access import SignedRequest, attempt, attempt_or_say, back_to, record_for


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mine_identity(request: SignedRequest, slug: str) -> HttpResponse:
    organisation = record_for(request, slug, may=rules.can_edit)
    reviewed = () if request.reader.is_steward else REVIEWED_FIELDS
    form = IdentityForm(request.POST or None, organisation=organisation, reviewed=reviewed)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _save(request, organisation, form)):
        return back_to(organisation, anchor="identity")
    context = {
        "organisation": organisation,
        "form": form,
        "reviewed": [form.fields[name].label for name in form.reviewed],
        "proposals": queries.open_proposals(organisation, request.reader),
    }
    return render(request, "network/mine/identity.html", context)


def _save(request: SignedRequest, organisation: Organisation, form: IdentityForm) -> bool:
    changes = form.changes()
    proposal = submit_changes(organisation, changes=changes, is_reviewed=not request.reader.is_steward, by=request.user)
    if proposal is None or len(changes) > len(proposal.changes):
        messages.success(request, _("Saved."))
    if proposal is not None:
        messages.info(
            request,
            _("Your change is with the network's stewards. The record changes once one of them accepts it."),
        )
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mine_logo(request: SignedRequest, slug: str) -> HttpResponse:
    organisation = record_for(request, slug, may=rules.can_edit)
    logo = Logo.objects.visible_to(request.reader).filter(organisation=organisation).defer("image").first()
    initial = {"alternative_text": logo.alternative_text} if logo else {}
    form = LogoForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        upload, words = form.cleaned_data["image"].read(), form.cleaned_data["alternative_text"]
        if attempt(form, lambda: set_logo(organisation, upload=upload, alternative_text=words, by=request.user)):
            messages.success(request, _("Saved."))
            return back_to(organisation, anchor="identity")
    return render(request, "network/mine/logo.html", {"organisation": organisation, "form": form, "logo": logo})


@require_http_methods(["POST"])
@login_required
def mine_logo_remove(request: SignedRequest, slug: str) -> HttpResponse:
    organisation = record_for(request, slug, may=rules.can_edit)
    logo = Logo.objects.visible_to(request.reader).filter(organisation=organisation).first()
    if logo is not None:
        attempt_or_say(request, lambda: remove_facet(logo, by=request.user), done=_("The logo is removed."))
    return back_to(organisation, anchor="identity")
