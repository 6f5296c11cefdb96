"""The inbox of texts: what partners published, to be relayed or refused, one by one or several at once."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from maillage.network.admin.base import sent
from maillage.publications.relays import queries
from maillage.publications.relays.actions import deciding, ending
from maillage.publications.relays.admin.base import ReaderRequest, attempt, for_keepers, page
from maillage.publications.relays.enums import ItemState
from maillage.publications.relays.forms import DecisionForm, ManyForm
from maillage.publications.relays.models import FeedItem
from maillage.publications.relays.reading.licences import licence_of, words_of
from maillage.publications.relays.rights import licence_for, may_carry, usual_mode

PER_PAGE = 25


@for_keepers
def inbox(request: ReaderRequest) -> HttpResponse:
    """`list` chooses a state, `feed` one feed."""
    chosen = request.GET.get("list", ItemState.PROPOSED)
    if chosen not in ItemState.values:
        raise Http404
    feeds = list(queries.feeds_of(request.reader))
    rows = queries.items_of(request.reader).filter(state=chosen)
    only = next((feed for feed in feeds if str(feed.pk) == request.GET.get("feed")), None)
    shown = Paginator(rows.filter(feed=only) if only else rows, PER_PAGE).get_page(request.GET.get("page"))
    names = queries.sources(request.reader, [item.feed for item in shown])
    return page(
        request,
        "publications/relays/inbox.html",
        title=_("Texts of partners"),
        here="inbox",
        shown=shown,
        items=[_about(item, names) for item in shown],
        states=ItemState.choices,
        chosen=chosen,
        feeds=feeds,
        only=only,
        form=ManyForm(reader=request.reader) if chosen == ItemState.PROPOSED else None,
    )


@for_keepers
def item(request: ReaderRequest, pk: int) -> HttpResponse:
    """One text with all that is known of it, and the decision."""
    found = get_object_or_404(queries.items_of(request.reader), pk=pk)
    form = DecisionForm(*sent(request)[:1], item=found, reader=request.reader)
    if request.method == "POST":
        answer = _decide_one(request, found, form)
        if answer is not None:
            return answer
    return page(
        request,
        "publications/relays/item.html",
        title=found.title,
        form=form,
        may_carry=may_carry(found.feed, found.licence_told),
        **_about(found, queries.sources(request.reader, [found.feed])),
    )


def _decide_one(request: ReaderRequest, found: FeedItem, form: DecisionForm) -> HttpResponse | None:
    """Do what was asked; None when it was refused, with the reason said."""
    acts: dict[str, Any] = {"refuse": deciding.refuse, "end": ending.end, "reopen": deciding.reopen}
    asked = request.POST.get("act", "")
    if asked == "accept":
        if not form.is_valid():
            return None
        act = partial(deciding.accept, found, by=request.user, **form.cleaned_data)
    elif asked in acts:
        act = partial(acts[asked], found, by=request.user)
    else:
        raise Http404
    if problem := attempt(act):
        messages.error(request, problem)
        return None
    messages.success(request, _done(asked, 1))
    stays = asked in {"accept", "reopen"}
    return redirect("relays:item", found.pk) if stays else redirect("relays:inbox")


@for_keepers
@require_POST
def decide(request: ReaderRequest) -> HttpResponse:
    """The chosen texts; each by itself, so that one refusal keeps no other waiting."""
    ids = [int(pk) for pk in request.POST.getlist("id")[:PER_PAGE] if pk.isdecimal() and len(pk) < PER_PAGE]
    chosen = list(queries.items_of(request.reader).filter(pk__in=ids))
    asked = request.POST.get("act", "")
    form = ManyForm(request.POST, reader=request.reader)
    if not chosen or asked not in {"accept", "refuse"}:
        messages.warning(request, _("Choose at least one text."))
    elif asked == "accept" and not form.is_valid():
        messages.error(request, " ".join(str(words) for errors in form.errors.values() for words in errors))
    else:
        _decide_many(request, chosen, asked, form)
    return redirect(_back(request))


def _decide_many(request: ReaderRequest, chosen: list[FeedItem], asked: str, form: ManyForm) -> None:
    problems = []
    for found in chosen:
        act: partial[Any] = partial(deciding.refuse, found, by=request.user)
        if asked == "accept":
            values = form.cleaned_data
            act = partial(
                deciding.accept,
                found,
                by=request.user,
                mode=values["mode"] or usual_mode(found),
                rubric=values["rubric"] or found.feed.rubric,
                expires_on=values["expires_on"],
            )
        if problem := attempt(act):
            problems.append(_("%(title)s: %(problem)s") % {"title": found.title, "problem": problem})
    if done := len(chosen) - len(problems):
        messages.success(request, _done(asked, done))
    for problem in problems:
        messages.error(request, problem)


def _about(item: FeedItem, names: dict[int, str]) -> dict[str, Any]:
    """What is shown of one text; the source only to who may see it."""
    own, under = words_of(item.licence_told), licence_for(item.feed, item.licence_told)
    is_own = under == licence_of(item.licence_told)
    return {
        "item": item,
        "source": names.get(item.feed.organisation_id, ""),
        "licence": own,
        "right": (own if is_own else under.label) if may_carry(item.feed, item.licence_told) else "",
        "usual": usual_mode(item).label,
    }


def _done(act: str, count: int) -> str:
    words = {
        "accept": ngettext("%(count)d text relayed.", "%(count)d texts relayed.", count),
        "refuse": ngettext("%(count)d text refused.", "%(count)d texts refused.", count),
        "end": _("The relay is over: the text has left the site."),
        "reopen": _("The text is back in the inbox."),
    }
    return words[act] % {"count": count} if "%(count)d" in words[act] else words[act]


def _back(request: ReaderRequest) -> str:
    wanted = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else reverse("relays:inbox")
