"""Newsletters, for those who prepare them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from maillage.letters.actions import bounces as bouncing
from maillage.letters.actions.newsletters import add_newsletter, change_newsletter
from maillage.letters.enums import BounceKind
from maillage.letters.forms.office import BounceForm, NewsletterForm
from maillage.letters.queries import office as queries
from maillage.letters.rules import can_add_newsletters
from maillage.letters.views.access import EditorRequest, attempt, for_editors, newsletter_at

PAGE = ["GET", "HEAD", "POST"]
PER_PAGE = 30


@require_safe
@for_editors
def office(request: EditorRequest) -> HttpResponse:
    rows = queries.with_readers(queries.prepared_by(request.reader)).order_by("language", "title", "pk")
    unfinished = queries.issues_of(request.reader).exclude(state="sent").order_by("-begun_at", "-pk")
    context = {
        "newsletters": list(rows),
        "unfinished": list(unfinished[:PER_PAGE]),
        "may_add": can_add_newsletters(request.reader),
    }
    return render(request, "letters/office/list.html", context)


@require_safe
@for_editors
def newsletter(request: EditorRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(queries.with_readers(queries.prepared_by(request.reader)), slug=slug)
    page = Paginator(queries.sent(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "newsletter": found,
        "unfinished": list(queries.unfinished(found)),
        "page_obj": page,
        "sent": [(issue, queries.progress_of(issue)) for issue in page],
        "may_change": can_add_newsletters(request.reader),
    }
    return render(request, "letters/office/newsletter.html", context)


@require_http_methods(PAGE)
@for_editors
def newsletter_add(request: EditorRequest) -> HttpResponse:
    _stewards_only(request)
    form = NewsletterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(
            request, lambda: add_newsletter(by=request.user, **values), form=form, done=_("The newsletter is there.")
        ):
            return redirect("letters:office-newsletter", slug=values["slug"])
    return _form_page(request, form)


@require_http_methods(PAGE)
@for_editors
def newsletter_change(request: EditorRequest, slug: str) -> HttpResponse:
    _stewards_only(request)
    found = newsletter_at(request, slug)
    form = NewsletterForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(request, lambda: change_newsletter(found, by=request.user, **values), form=form, done=_("Changed.")):
            return redirect("letters:office-newsletter", slug=values["slug"])
    return _form_page(request, form, newsletter=newsletter_at(request, slug))


@require_http_methods(PAGE)
@for_editors
def bounces(request: EditorRequest, slug: str) -> HttpResponse:
    """Addresses that are not written to any more; forget one, or note one."""
    found = newsletter_at(request, slug)
    form = BounceForm(request.POST if "address" in request.POST else None)
    if request.method == "POST":
        if form.is_bound and form.is_valid():
            _note(request, form)
            return redirect("letters:bounces", slug=slug)
        chosen = request.POST.get("forget", "")
        row = queries.bounces_of(found).filter(pk=int(chosen)).first() if chosen.isdecimal() else None
        if row is not None:
            attempt(
                request,
                lambda: bouncing.forget_bounce(row, by=request.user),
                done=_("Forgotten. The address may subscribe again."),
            )
            return redirect("letters:bounces", slug=slug)
    page = Paginator(queries.bounces_of(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {"newsletter": found, "page_obj": page, "form": form}
    return render(request, "letters/office/bounces.html", context, status=400 if form.errors else 200)


def _note(request: EditorRequest, form: BounceForm) -> None:
    """Only of addresses this person can see: a reader of one of their newsletters. The words are the same otherwise."""
    address, kind = form.cleaned_data["address"], BounceKind(form.cleaned_data["kind"])
    if queries.reads_one_of(queries.prepared_by(request.reader), address):
        bouncing.note_bounce(address, kind=kind, by=request.user)
    attempt(request, lambda: None, done=_("Noted. If a reader has this address, nothing more is sent to it."))


def _stewards_only(request: EditorRequest) -> None:
    if not can_add_newsletters(request.reader):
        raise Http404


def _form_page(request: EditorRequest, form: NewsletterForm, **context: Any) -> HttpResponse:
    status = 400 if form.errors else 200
    return render(request, "letters/office/newsletter_form.html", context | {"form": form}, status=status)
