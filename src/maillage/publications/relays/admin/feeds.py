"""The feeds that are followed: how they fare, following one more, changing and leaving them."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from maillage.network.admin.base import attempt as attempt_on
from maillage.network.admin.base import sent
from maillage.publications.relays import queries
from maillage.publications.relays.actions import following
from maillage.publications.relays.admin.base import ReaderRequest, attempt, for_keepers, for_stewards, page
from maillage.publications.relays.finding import Found, find_feeds
from maillage.publications.relays.forms import AddressForm, TermsForm
from maillage.publications.relays.models import Feed


@for_keepers
def feeds(request: ReaderRequest) -> HttpResponse:
    rows = list(queries.with_counts(queries.feeds_of(request.reader)))
    names = queries.sources(request.reader, rows)
    items = [{"feed": feed, "source": names.get(feed.organisation_id, "")} for feed in rows]
    return page(request, "publications/relays/feeds.html", title=_("Feeds"), here="feeds", items=items)


@for_stewards
def follow(request: ReaderRequest) -> HttpResponse:
    """First the address, then which feed it is and what may be shown of it. Nothing is asked of a site before POST."""
    chosen = request.POST.get("chosen", "")
    if request.method == "POST" and chosen:
        return _follow_chosen(request, chosen)
    form = AddressForm(*sent(request)[:1], initial={"address": request.GET.get("address", "")})
    found: list[Found] = []
    if request.method == "POST" and form.is_valid():
        attempt_on(form, lambda: found.extend(find_feeds(form.cleaned_data["address"])))
    if len(found) == 1:
        return _terms_page(request, found[0].address, _opening(request, found[0]), about=found[0])
    context = {"form": form, "found": found}
    return page(request, "publications/relays/follow.html", title=_("Follow a feed"), here="follow", **context)


def _follow_chosen(request: ReaderRequest, address: str) -> HttpResponse:
    """A feed among several is read first; one that was read is followed, on the terms that are sent."""
    if "title" not in request.POST:
        return _read_chosen(request, address)
    form = TermsForm(request.POST, instance=Feed(), reader=request.reader)
    if form.is_valid() and attempt_on(
        form,
        lambda: following.follow(address, site=request.POST.get("site", ""), by=request.user, **form.cleaned_data),
    ):
        messages.success(request, _("The feed is followed. Its texts arrive in a moment."))
        return redirect("relays:feeds")
    return _terms_page(request, address, form)


def _read_chosen(request: ReaderRequest, address: str) -> HttpResponse:
    form = AddressForm({"address": address})
    found: list[Found] = []
    if form.is_valid() and attempt_on(form, lambda: found.extend(find_feeds(address))) and len(found) == 1:
        return _terms_page(request, found[0].address, _opening(request, found[0]), about=found[0])
    context = {"form": form, "found": found}
    return page(request, "publications/relays/follow.html", title=_("Follow a feed"), here="follow", **context)


def _opening(request: ReaderRequest, found: Found) -> TermsForm:
    language = found.language.partition("-")[0]
    return TermsForm(instance=Feed(title=found.title or found.address, language=language), reader=request.reader)


def _terms_page(request: ReaderRequest, address: str, form: TermsForm, about: Found | None = None) -> HttpResponse:
    context = {
        "form": form,
        "address": address,
        "about": about,
        "site": about.site if about else request.POST.get("site", ""),
    }
    return page(request, "publications/relays/terms.html", title=_("Follow a feed"), here="follow", **context)


@for_stewards
def feed(request: ReaderRequest, pk: int) -> HttpResponse:
    """One feed: how it fares, its terms, and what can be done with it."""
    found: Any = get_object_or_404(queries.with_counts(queries.feeds_of(request.reader)), pk=pk)
    if request.method == "POST" and "act" in request.POST:
        return _act(request, found)
    form = TermsForm(*sent(request)[:1], instance=Feed.objects.get(pk=pk), reader=request.reader)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        if attempt_on(form, lambda: following.change_feed(found, by=request.user, **values)):
            messages.success(request, _("Changed."))
            return redirect("relays:feed", pk)
    crumbs = [(_("Feeds"), reverse("relays:feeds"))]
    return page(request, "publications/relays/feed.html", title=found.title, crumbs=crumbs, feed=found, form=form)


def _act(request: ReaderRequest, found: Feed) -> HttpResponse:
    acts = {
        "read": (following.resume, _("The feed is read again now. Come back in a moment.")),
        "pause": (following.pause, _("The feed is paused: it is not read until you say so.")),
        "leave": (following.leave, _("The feed is no longer followed. What was relayed stays on the site.")),
    }
    asked = request.POST["act"]
    if asked not in acts:
        raise Http404
    act, words = acts[asked]
    if problem := attempt(partial(act, found, by=request.user)):
        messages.error(request, problem)
    else:
        messages.success(request, words)
    return redirect("relays:feeds") if asked == "leave" else redirect("relays:feed", found.pk)
