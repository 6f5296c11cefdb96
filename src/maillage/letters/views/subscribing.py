"""The list of newsletters and the forms for readers. A known and an unknown address get the same answer."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from maillage.letters.actions import subscribing
from maillage.letters.forms.reading import AddressForm, SubscribeForm
from maillage.letters.models import Newsletter
from maillage.letters.queries import reading

PAGE = ["GET", "HEAD", "POST"]
REFUSED, FLOODED = 400, 429

DONE: dict[str, tuple[Any, Any]] = {
    "confirmed": (_("You are subscribed"), _("The next issue comes to your mailbox. Each one has a link to leave.")),
    "left": (_("You have left"), _("You get no further issue of this newsletter. The archive stays open to everyone.")),
    "chosen": (_("Your choice is saved"), _("From now on you receive what you chose.")),
    "forgotten": (_("Address erased"), _("Your address is erased from every newsletter of this site.")),
    "trial": (_("A trial letter"), _("You came by the link of an issue that was sent for trial. A reader’s own link ends their subscription here.")),
}  # fmt: skip


@never_cache
@require_http_methods(PAGE)
def newsletters(request: HttpRequest) -> HttpResponse:
    """What can be read here, and one form for all of it."""
    language = get_language() or ""
    rows = reading.newsletters(language)
    form = SubscribeForm(request.POST or None, offered=rows.filter(is_open=True))  # nothing is ticked beforehand
    offered = list(rows)
    if request.method == "POST" and form.is_valid():
        answer = _accepted(
            form, lambda address: subscribing.ask(address, list(form.cleaned_data["newsletters"]), language=language)
        )
        if answer is not None:
            return answer
    context = {"offered": offered, "form": form, "is_open": any(row.is_open for row in offered)}
    return render(request, "letters/list.html", context, status=_status(form))


@never_cache
@require_http_methods(PAGE)
def link(request: HttpRequest) -> HttpResponse:
    """For readers who want to change what they receive: a link by mail."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = get_language() or ""
        answer = _accepted(form, lambda address: subscribing.ask_for_link(address, language=language))
        if answer is not None:
            return answer
    return render(request, "letters/link.html", {"form": form}, status=_status(form))


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "letters/asked.html")


@require_safe
def done(request: HttpRequest, what: str) -> HttpResponse:
    """What happens now. It says nothing of any address: whoever types this one reads the same."""
    if what not in DONE:
        raise Http404
    title, words = DONE[what]
    return render(request, "letters/done.html", {"title": title, "words": words, "what": what})


def subscribe_form(data: Any, newsletter: Newsletter) -> SubscribeForm:
    """The form of one newsletter, on its own page."""
    return SubscribeForm(
        data, offered=Newsletter.objects.open().filter(pk=newsletter.pk), initial={"newsletters": [newsletter.pk]}
    )


def _accepted(form: AddressForm, act: Callable[[str], object]) -> HttpResponse | None:
    """The one answer to every address; None when too many ask, with the reason on the form."""
    if not form.is_from_a_machine:
        try:
            act(form.cleaned_data["address"])
        except subscribing.TooMany as problem:
            form.add_error(None, str(problem))
            return None
    return redirect("letters:asked")


def _status(form: Form) -> int:
    if not form.errors:
        return 200
    return FLOODED if form.non_field_errors() else REFUSED
