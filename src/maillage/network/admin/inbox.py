"""The inbox: what waits for a steward. The first page of the back office."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from maillage.journal.models import Entry
from maillage.network.actions.outgoing import retry_letter
from maillage.network.actions.proposals import accept_proposal, decline_proposal
from maillage.network.admin.base import attempt, page, sent
from maillage.network.admin.records import may_change
from maillage.network.enums import Act
from maillage.network.models import ChangeProposal, Organisation, Tie
from maillage.network.queries import office
from maillage.notices.models import Letter

SHOWN = 50  # of each kind; the rest follows as these are decided


@may_change
def inbox(request: HttpRequest) -> HttpResponse:
    proposals = office.open_proposals()
    disputes = office.disputed_ties()
    letters = office.failed_letters()
    waiting = office.waiting_ties()
    context = {
        "proposals": [{"proposal": proposal, "diff": diff_of(proposal)} for proposal in proposals[:SHOWN]],
        "disputes": with_words(list(disputes[:SHOWN])),
        "letters": letters[:SHOWN],
        "waiting": waiting[:SHOWN],
        "is_empty": not (proposals or disputes or letters or waiting),
    }
    context["has_work"] = context["proposals"] or context["disputes"] or context["letters"]
    return page(request, "network/admin/inbox.html", title=_("Inbox"), icon="mail", **context)


class DecisionForm(forms.Form):
    """Accept or decline; a refusal is explained to whoever proposed."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed to decline: the person who proposed reads it."),
    )  # fmt: skip


@may_change
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal, before and after, and the decision."""
    rows = ChangeProposal.objects.visible_to(request.reader).select_related("organisation", "proposed_by", "decided_by")  # type: ignore[attr-defined]
    found = get_object_or_404(rows, pk=pk)
    form = DecisionForm(*sent(request)[:1])
    if request.method == "POST" and form.is_valid():
        decide: Any = accept_proposal if "accept" in request.POST else decline_proposal
        if attempt(form, lambda: decide(found, by=request.user, reason=form.cleaned_data["reason"])):
            messages.success(request, _("Decided."))
            return redirect("office:inbox")
    title = _("Proposal for %(organisation)s") % {"organisation": found.organisation}
    context = {"proposal": found, "diff": diff_of(found), "form": form}
    return page(request, "network/admin/proposal.html", title=title, icon="mail", **context)


@may_change
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(Letter, pk=pk)
    if request.method == "POST":
        retry_letter(letter, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The letter is on its way again."))
    return redirect("office:inbox")


def diff_of(proposal: ChangeProposal) -> list[dict[str, Any]]:
    """Field by field: its name, what stands, what is proposed, in words."""
    return [
        {
            "name": Organisation._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
            "before": _words(name, getattr(proposal.organisation, name)),
            "after": _words(name, value),
        }
        for name, value in proposal.changes.items()
    ]


def _words(name: str, value: Any) -> str:
    choices = dict(Organisation._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    return str(choices.get(value, value))


def with_words(ties: list[Tie]) -> list[dict[str, Any]]:
    """Disputed ties with the last words of each end, in one query for all of them."""
    said: dict[str, list[Entry]] = {}
    acts = (Act.TIE_PROPOSED, Act.TIE_STATED, Act.TIE_CONFIRMED, Act.TIE_DISPUTED)
    subjects = [str(tie.pk) for tie in ties]
    for entry in Entry.objects.filter(
        subject_type=Tie._meta.label_lower, subject_id__in=subjects, act__in=acts
    ).order_by("at", "pk"):
        said.setdefault(entry.subject_id, []).append(entry)
    return [{"tie": tie, "sides": _sides(tie, said.get(str(tie.pk), []))} for tie in ties]


def _sides(tie: Tie, entries: list[Entry]) -> list[dict[str, Any]]:
    last = {entry.on_behalf_of: entry for entry in entries}
    sides = [(tie.a, last.get(tie.a_id)), (tie.b, last.get(tie.b_id)), (None, last.get(None))]
    return [
        {"end": end, "act": Act(entry.act).label, "reason": entry.reason, "at": entry.at}
        for end, entry in sides
        if entry is not None
    ]
