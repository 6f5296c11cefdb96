"""What the pages of relays share: who may open them, and the way between them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.kit.errors import DomainError
from maillage.network import requests
from maillage.publications.relays import queries

View = Callable[..., HttpResponse]


class ReaderRequest(requests.ReaderRequest):
    """Of someone who is signed in."""

    user: Person


def for_keepers(view: View) -> View:
    """Stewards, and the stewards of any rubric; for others the page does not exist."""

    @wraps(view)
    def guarded(request: ReaderRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.reader.is_steward and not queries.rubrics_of(request.reader).exists():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def for_stewards(view: View) -> View:
    """Following binds the network: its stewards decide on it."""

    @wraps(view)
    def guarded(request: ReaderRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.reader.is_steward:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def page(request: ReaderRequest, template: str, *, title: object, here: str = "", **context: Any) -> HttpResponse:
    """`here`: which of the three pages of relays this is; `crumbs` as in the other pages of the back office.

    The way up ends here: the inbox of the network is not for the stewards of a rubric.
    """
    tabs = [("inbox", _("Texts of partners")), ("feeds", _("Feeds"))]
    if request.reader.is_steward:
        tabs.append(("follow", _("Follow a feed")))
    crumbs = [(_("Texts of partners"), reverse("relays:inbox")), *context.pop("crumbs", [])]
    items = [{"label": label, "url": url} for label, url in crumbs] if here != "inbox" else []
    context |= {
        "header_title": title,
        "page_title": title,
        "header_icon": "link",
        "breadcrumbs_items": [*items, {"label": title, "url": ""}],
        "pages": tabs,
        "here": here,
    }
    return render(request, template, context)


def attempt(act: Callable[[], object]) -> str:
    """Why it was refused; "" when it was done."""
    try:
        act()
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    except DomainError as refusal:
        return str(refusal)
    return ""
