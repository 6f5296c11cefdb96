"""Letting an issue leave, and watching it go."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from maillage.letters.actions import composing, sending
from maillage.letters.enums import IssueState
from maillage.letters.forms.office import PlanForm
from maillage.letters.queries.office import progress_of, readers_of
from maillage.letters.views.access import EditorRequest, attempt, for_editors, issue_at

PAGE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE)
@for_editors
def send(request: EditorRequest, pk: int) -> HttpResponse:
    """Says to how many, then sends now or at a moment."""
    found = issue_at(request, pk)
    if not found.is_draft:
        return redirect("letters:issue-progress", pk=pk)
    is_later = request.POST.get("act") == "plan"
    form = PlanForm(request.POST if is_later else None)
    if request.method == "POST" and (not is_later or form.is_valid()):
        moment = form.moment() if is_later else None
        if attempt(
            request,
            lambda: composing.plan_issue(found, by=request.user, at=moment),
            form=form if is_later else None,
        ):
            return redirect("letters:issue-progress", pk=pk)
    context = {"issue": found, "form": form, "readers": readers_of(found.newsletter)}
    return render(request, "letters/office/send.html", context, status=400 if form.errors else 200)


@require_http_methods(PAGE)
@for_editors
def progress(request: EditorRequest, pk: int) -> HttpResponse:
    found = issue_at(request, pk)
    if found.is_draft:
        return redirect("letters:issue-compose", pk=pk)
    if request.method == "POST":
        if request.POST.get("act") == "take-back":
            attempt(request, lambda: composing.take_back(found, by=request.user), done=_("It is a draft again."))
        elif request.POST.get("act") == "stop":
            attempt(
                request, lambda: sending.stop_issue(found, by=request.user), done=_("Stopped: nobody else gets it.")
            )
        return redirect("letters:issue-progress", pk=pk)
    context = {"issue": found, "progress": progress_of(found), "readers": readers_of(found.newsletter)}
    return render(request, "letters/office/progress.html", context)


@require_safe
@for_editors
def how_far(request: EditorRequest, pk: int) -> HttpResponse:
    """The figures alone, asked again and again by htmx; the whole page once the issue has left."""
    found = issue_at(request, pk)
    response = render(request, "letters/office/figures.html", {"issue": found, "progress": progress_of(found)})
    if found.state != IssueState.SENDING:
        response["HX-Refresh"] = "true"
    return response
