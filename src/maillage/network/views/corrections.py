"""Corrections: any reader can say what is wrong in a record they can see."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from maillage.kit.errors import DomainError
from maillage.network.actions.proposals import propose_correction
from maillage.network.forms.corrections import CorrectionForm
from maillage.network.requests import ReaderRequest
from maillage.network.views.organisation import found_or_404, moved


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_correct(request: ReaderRequest, slug: str) -> HttpResponse:
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if not form.is_from_a_machine:
                propose_correction(
                    found.organisation,
                    message=form.cleaned_data["message"],
                    reply_to=form.cleaned_data["reply_to"],
                    by=request.reader.person,
                )
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        except DomainError as problem:
            messages.error(request, str(problem))
        else:
            return redirect("network:organisation-correct-thanks", slug=found.organisation.slug)
    context = {"organisation": found.organisation, "form": form}
    return render(request, "network/organisation_correct.html", context, status=400 if form.errors else 200)


@require_safe
def thanks(request: ReaderRequest, slug: str) -> HttpResponse:
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    return render(request, "network/organisation_correct_thanks.html", {"organisation": found.organisation})
