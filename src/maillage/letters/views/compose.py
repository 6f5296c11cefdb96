"""Preparing an issue: one form whose every button keeps what was typed."""

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.kit.errors import DomainError
from maillage.letters.actions import composing
from maillage.letters.forms.office import IssueForm
from maillage.letters.models import Issue
from maillage.letters.queries.composing import choices_for, item_at
from maillage.letters.rendering import render_issue
from maillage.letters.views.access import EditorRequest, attempt, for_editors, issue_at, newsletter_at
from maillage.ui.languages import direction_of

PAGE = ["GET", "HEAD", "POST"]
ON_ITEM = re.compile(r"(up|down|remove)-(\d+)")
STEPS = {"up": -1, "down": 1}


@require_POST
@for_editors
def issue_add(request: EditorRequest, slug: str) -> HttpResponse:
    issue = composing.begin_issue(newsletter_at(request, slug), by=request.user)
    return redirect("letters:issue-compose", pk=issue.pk)


@require_http_methods(PAGE)
@for_editors
def issue(request: EditorRequest, pk: int) -> HttpResponse:
    found = issue_at(request, pk)
    if not found.is_draft:
        return redirect("letters:issue-progress", pk=pk)
    form = IssueForm(request.POST or None, instance=issue_at(request, pk))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and attempt(request, lambda: _keep(request, found, form.cleaned_data), form=form):
        return _go_on(request, found)
    context = {"issue": found, "form": form, "items": list(found.items.all()), "choices": choices_for(found)}
    return render(request, "letters/office/compose.html", context, status=400 if form.errors else 200)


@require_http_methods(PAGE)
@for_editors
def preview(request: EditorRequest, pk: int) -> HttpResponse:
    """The plain mail, a way to see the other, and a trial to oneself."""
    found = issue_at(request, pk)
    if request.method == "POST":
        words = _("It is on its way to %(address)s.") % {"address": request.user.email}
        attempt(request, lambda: composing.try_issue(found, by=request.user), done=words)
        return redirect("letters:issue-preview", pk=pk)
    context = {
        "issue": found,
        "rendered": render_issue(found).trial_to(request.user.email),
        "written": direction_of(found.newsletter.language),
    }
    return render(request, "letters/office/preview.html", context)


@require_safe
@for_editors
def as_mail(request: EditorRequest, pk: int) -> HttpResponse:
    """The HTML as mail programs draw it; its one style sheet stands in it, as mails need, so the policy lets that in."""
    message = render_issue(issue_at(request, pk)).trial_to(request.user.email)
    response = HttpResponse(str(message.alternatives[0][0]))
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return response


@require_http_methods(PAGE)
@for_editors
def discard(request: EditorRequest, pk: int) -> HttpResponse:
    """Asks once, on a page of its own."""
    found = issue_at(request, pk)
    if request.method == "POST" and attempt(
        request, lambda: composing.discard_issue(found, by=request.user), done=_("The draft is thrown away.")
    ):
        return redirect("letters:office-newsletter", slug=found.newsletter.slug)
    return render(request, "letters/office/discard.html", {"issue": found})


def _keep(request: EditorRequest, found: Issue, values: dict[str, Any]) -> None:
    """The words first, whatever the button; then what it asks for."""
    composing.write_issue(found, **values)
    act = request.POST.get("act", "")
    if act == "add":
        composing.add_items(found, [_chosen(found, each) for each in request.POST.getlist("item")])
    elif on_item := ON_ITEM.fullmatch(act):
        pk = int(on_item[2])
        if on_item[1] == "remove":
            composing.remove_item(found, pk=pk)
        else:
            composing.move_item(found, pk=pk, step=STEPS[on_item[1]])


def _chosen(found: Issue, value: str) -> tuple[str, Any]:
    """`source address` → the item. Raises DomainError when the source offers it no more."""
    name, _space, address = value.partition(" ")
    item = item_at(found, name, address)
    if item is None:
        raise DomainError(_("One of these can no longer be chosen: look at the list again."))
    return name, item


def _go_on(request: EditorRequest, found: Issue) -> HttpResponse:
    act = request.POST.get("act", "")
    if act == "preview":
        return redirect("letters:issue-preview", pk=found.pk)
    if act == "send":
        return redirect("letters:issue-send", pk=found.pk)
    answer = redirect("letters:issue-compose", pk=found.pk)
    if act == "add" or ON_ITEM.fullmatch(act):
        answer["Location"] += "#items"
    return answer
