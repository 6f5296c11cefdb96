"""Ties in our organisation's name: propose, confirm, dispute, end, withdraw."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.network import rules
from maillage.network.actions import ties as actions
from maillage.network.forms.base import ReasonForm
from maillage.network.forms.ties import EndTieForm, OrganisationSearchForm, TieForm
from maillage.network.models import Organisation, Tie, TieType
from maillage.network.queries import mine as queries
from maillage.network.queries import our_ties
from maillage.network.queries.our_ties import OurTie
from maillage.network.views.mine_access import SignedRequest, attempt, attempt_or_say, back_to, record_for

PAGE = ["GET", "HEAD", "POST"]


def _tie_for(request: SignedRequest, slug: str, uuid: UUID, may: Callable[[OurTie], bool]) -> OurTie:
    """One of our ties, for a coordinator, in a state that allows the act."""
    organisation = record_for(request, slug, may=rules.can_coordinate)
    try:
        tie = our_ties.tie_of(organisation, request.reader, uuid)
    except Tie.DoesNotExist as problem:
        raise Http404 from problem
    if not may(tie):
        raise PermissionDenied
    return tie


@require_safe
@login_required
def tie_search(request: SignedRequest, slug: str) -> HttpResponse:
    """The first step of a proposal: with whom. Only organisations this person may see are found."""
    organisation = record_for(request, slug, may=rules.can_coordinate)
    words = request.GET.get("q", "")[:80]
    context = {
        "organisation": organisation,
        "form": OrganisationSearchForm(request.GET if words else None),
        "words": words,
        "found": queries.search_organisations(request.reader, words, other_than=organisation),
    }
    return render(request, "network/mine/tie_search.html", context)


@require_http_methods(PAGE)
@login_required
def tie_propose(request: SignedRequest, slug: str, other: str) -> HttpResponse:
    organisation = record_for(request, slug, may=rules.can_coordinate)
    partner = get_object_or_404(Organisation.objects.visible_to(request.reader).exclude(pk=organisation.pk), slug=other)
    form = TieForm(
        request.POST or None,
        ours=organisation,
        other=partner,
        types=TieType.objects.order_by("position", "pk"),
        circles=queries.circles_for(request.reader),
    )
    if request.method == "POST" and form.is_valid() and _propose(request, organisation, form):
        messages.success(request, _("Proposed. It is shown once the other organisation confirms it."))
        return back_to(organisation, anchor="ties")
    return render(
        request, "network/mine/tie_propose.html", {"organisation": organisation, "other": partner, "form": form}
    )


def _propose(request: SignedRequest, organisation: Organisation, form: TieForm) -> Tie | None:
    first, kind, second = form.ends
    choice, period = form.cleaned_data["audience"], form.cleaned_data["period"]
    return attempt(
        form,
        lambda: actions.propose_tie(
            first, kind, second, on_behalf_of=organisation, by=request.user, period=period, **choice._asdict()
        ),
    )


@require_safe
@login_required
def tie_detail(request: SignedRequest, slug: str, uuid: UUID) -> HttpResponse:
    ours = _tie_for(request, slug, uuid, lambda _tie: True)
    context = {"organisation": ours.organisation, "one": ours, "roles": our_ties.roles_of(ours.tie, request.reader)}
    return render(request, "network/mine/tie.html", context)


@require_POST
@login_required
def tie_confirm(request: SignedRequest, slug: str, uuid: UUID) -> HttpResponse:
    ours = _tie_for(request, slug, uuid, lambda tie: tie.awaits_us or tie.has_our_word)
    attempt_or_say(
        request,
        lambda: actions.confirm_tie(ours.tie, on_behalf_of=ours.organisation, by=request.user),
        done=_("Confirmed in the name of your organisation."),
    )
    return _back(ours)


@require_http_methods(PAGE)
@login_required
def tie_dispute(request: SignedRequest, slug: str, uuid: UUID) -> HttpResponse:
    ours = _tie_for(request, slug, uuid, lambda tie: tie.may_be_disputed)
    form = ReasonForm(
        request.POST or None,
        label=_("What is wrong?"),
        help_text=_("The stewards of the network read it and decide. The tie is hidden until then."),
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(
            form, lambda: actions.dispute_tie(ours.tie, on_behalf_of=ours.organisation, reason=reason, by=request.user)
        ):
            messages.success(request, _("Disputed. The tie is hidden from everyone else until the stewards decide."))
            return _back(ours)
    return _page(request, ours, form, "dispute")


@require_http_methods(PAGE)
@login_required
def tie_end(request: SignedRequest, slug: str, uuid: UUID) -> HttpResponse:
    ours = _tie_for(request, slug, uuid, lambda tie: tie.may_be_ended)
    form = EndTieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        if attempt(
            form, lambda: actions.end_tie(ours.tie, until=until, by=request.user, on_behalf_of=ours.organisation)
        ):
            messages.success(request, _("The end of the tie is recorded. It stays in the history of both."))
            return _back(ours)
    return _page(request, ours, form, "end")


@require_POST
@login_required
def tie_withdraw(request: SignedRequest, slug: str, uuid: UUID) -> HttpResponse:
    ours = _tie_for(request, slug, uuid, lambda tie: tie.may_be_withdrawn)
    attempt_or_say(
        request,
        lambda: actions.withdraw_tie(ours.tie, on_behalf_of=ours.organisation, by=request.user),
        done=_("The proposal is withdrawn."),
    )
    return back_to(ours.organisation, anchor="ties")


def _page(request: SignedRequest, ours: OurTie, form: Any, act: str) -> HttpResponse:
    context = {"organisation": ours.organisation, "one": ours, "form": form}
    return render(request, f"network/mine/tie_{act}.html", context)


def _back(ours: OurTie) -> HttpResponse:
    ours.organisation.refresh_from_db(fields=["slug"])
    return redirect("network:mine-tie", slug=ours.organisation.slug, uuid=ours.tie.uuid)
