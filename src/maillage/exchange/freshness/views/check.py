"""The page a letter leads to. Looking at it changes nothing, however many machines look; one visible act answers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from maillage.exchange.freshness.actions import answering
from maillage.exchange.freshness.enums import Answer
from maillage.exchange.freshness.forms import AgainForm, ConsentForm, CorrectForm, GoneForm
from maillage.exchange.freshness.queries import OpenCheck, open_check
from maillage.exchange.freshness.record import read_record
from maillage.kit.errors import DomainError

OVER = 410
WAITS = "waits"  # agreed, and a steward looks first

DONE: dict[str, tuple[str | Promise, str | Promise]] = {
    Answer.RIGHT: (_("Thank you"), _("Noted: the record was right today. We ask again in a year or so.")),
    WAITS: (
        _("Thank you"),
        _("Noted: the record was right today. What you agreed to shows more than before, so a person makes sure that it comes from you before it takes effect."),
    ),
    Answer.CORRECTED: (_("Thank you"), _("A person reads your correction and changes the record. Nothing changes by itself.")),
    Answer.HIDDEN: (
        _("You are hidden"),
        _("From now on nobody sees this record but your own people and the team that keeps it. No page, map or file shows it any more. Write to the team to be shown again."),
    ),
    Answer.GONE: (
        _("We are sorry to hear it"),
        _("A person reads this and closes the record. Until then nothing changes, in case somebody else pressed the button."),
    ),
    Answer.WITHDRAWN: (
        _("Withdrawn"),
        _("What you had agreed to show is no longer shown, from now on and everywhere. Copies that others made are out of our reach."),
    ),
    Answer.STOPPED: (_("No more letters"), _("We do not write to you about this again.")),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    found = open_check(token)
    if found is None:
        return _over(request)
    if request.method == "POST":
        return _answer(request, token, found)
    return _page(request, token, found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, token: str) -> HttpResponse:
    found = open_check(token)
    if found is None:
        return _over(request)
    record = read_record(found.organisation)
    form = CorrectForm(request.POST or None, record=record)
    if request.method == "POST" and form.is_valid():
        answer = _attempt(
            request,
            form,
            lambda: answering.correct(token, changes=form.changes(), message=form.words()),
            Answer.CORRECTED,
        )
        if answer is not None:
            return answer
    context = {"form": form, "record": record, "token": token}
    return render(request, "exchange/freshness/correct.html", context, status=400 if form.errors else 200)


@require_safe
def done(request: HttpRequest, answer: str) -> HttpResponse:
    """What happens now. It says nothing of any record: whoever types this address reads the same."""
    if answer not in DONE:
        raise Http404
    title, words = DONE[answer]
    return render(request, "exchange/freshness/done.html", {"title": title, "words": words})


def _answer(request: HttpRequest, token: str, found: OpenCheck) -> HttpResponse:
    given = request.POST.get("answer", "")
    if given == "agree":
        return _agree(request, token, found)
    if given == Answer.GONE:
        return _say_gone(request, token, found)
    simple: dict[str, Callable[[str], object]] = {
        Answer.RIGHT: answering.say_right,
        Answer.HIDDEN: answering.hide,
        Answer.WITHDRAWN: answering.withdraw_consent,
        Answer.STOPPED: answering.decline_letters,
    }
    act = simple.get(given)
    if act is None:
        return _page(request, token, found, status=400)
    return _attempt(request, None, lambda: act(token), given) or _page(request, token, found, status=400)


def _agree(request: HttpRequest, token: str, found: OpenCheck) -> HttpResponse:
    form = ConsentForm(request.POST, record=read_record(found.organisation))
    if form.is_valid():
        takes_effect: list[bool] = []
        answer = _attempt(
            request, form, lambda: takes_effect.append(answering.say_right(token, terms=form.terms())), Answer.RIGHT
        )
        if answer is not None:
            return answer if takes_effect != [False] else redirect("exchange:check-done", answer=WAITS)
    return _page(request, token, found, status=400, consent=form)


def _say_gone(request: HttpRequest, token: str, found: OpenCheck) -> HttpResponse:
    form = GoneForm(request.POST)
    if form.is_valid():
        dissolved = form.cleaned_data["dissolved"]
        answer = _attempt(request, form, lambda: answering.say_gone(token, dissolved=dissolved), Answer.GONE)
        if answer is not None:
            return answer
    return _page(request, token, found, status=400, gone=form)


def _attempt(request: HttpRequest, form: Form | None, act: Callable[[], object], answer: str) -> HttpResponse | None:
    """Do it and go to the page that says so; None when it was refused, with the reason said."""
    try:
        act()
    except answering.CheckOver:  # used meanwhile, in another window or by a colleague
        return _over(request)
    except (DomainError, ValidationError) as refusal:
        words = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        if form is None:
            messages.error(request, " ".join(words))
        else:
            form.add_error(None, words)
        return None
    return redirect("exchange:check-done", answer=str(answer))


def _page(request: HttpRequest, token: str, found: OpenCheck, *, status: int = 200, **forms: Form) -> HttpResponse:
    record = read_record(found.organisation)
    context: dict[str, Any] = {
        "record": record,
        "until": found.request.expires_at,
        "token": token,
        "consent": forms.get("consent") or ConsentForm(record=record),
        "gone": forms.get("gone") or GoneForm(),
    }
    return render(request, "exchange/freshness/check.html", context, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    """The same page for a link that is used, over, or never was."""
    return render(request, "exchange/freshness/over.html", {"form": AgainForm()}, status=OVER)
