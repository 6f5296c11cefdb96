"""My organisation: the list of those I act for, and the record as one page of sheets."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.network import rules
from maillage.network.actions import organisations as actions
from maillage.network.models import Organisation
from maillage.network.queries import mine as queries
from maillage.network.queries.our_ties import ties_of
from maillage.network.views.mine_access import SignedRequest, attempt_or_say, back_to, record_for
from maillage.network.views.mine_kinds import KINDS


@require_safe
@login_required
def mine(request: SignedRequest) -> HttpResponse:
    memberships = queries.memberships_of(request.reader)
    if len(memberships) == 1:
        return redirect("network:mine-detail", slug=memberships[0].organisation.slug)
    return render(request, "network/mine/list.html", {"memberships": memberships})


@require_safe
@login_required
def mine_detail(request: SignedRequest, slug: str) -> HttpResponse:
    organisation = record_for(request, slug)
    rows = queries.record_of(organisation, request.reader)
    context = {
        "organisation": organisation,
        "sheets": [(kind, rows[kind.code]) for kind in KINDS.values()],
        "logo": next(iter(rows["logo"]), None),
        "ties": ties_of(organisation, request.reader),
        "proposals": queries.open_proposals(organisation, request.reader),
        "mandates": queries.mandates_of(organisation, request.reader),
        **rights(request, organisation),
    }
    return render(request, "network/mine/detail.html", context)


@require_POST
@login_required
def mine_confirm(request: SignedRequest, slug: str) -> HttpResponse:
    organisation = record_for(request, slug, may=rules.can_edit)
    attempt_or_say(
        request,
        lambda: actions.confirm_record(organisation, by=request.user),
        done=_("Thank you: the record is confirmed as of today."),
    )
    return back_to(organisation)


def rights(request: HttpRequest, organisation: Organisation) -> dict[str, bool]:
    """What this person may do here, for the page to offer no more."""
    reader = request.reader  # type: ignore[attr-defined]
    return {
        "can_edit": rules.can_edit(reader, organisation),
        "can_coordinate": rules.can_coordinate(reader, organisation),
    }
