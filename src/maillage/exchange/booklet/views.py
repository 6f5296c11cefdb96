"""Choosing what to print, and the printed copy."""

from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from maillage.exchange.booklet import eyes as whose
from maillage.exchange.booklet.contents import LIMIT, By, Order, contents
from maillage.exchange.booklet.eyes import Eyes
from maillage.kit import press
from maillage.network.context import name as instance_name
from maillage.network.filters import Asked
from maillage.network.queries.directory import everything
from maillage.network.readers import Reader
from maillage.network.requests import reader_of

TEMPLATE = "exchange/booklet.html"
PRINTED = Path(__file__).with_name("booklet.typ")


@dataclass(frozen=True)
class Choice:
    """One answer to "for whose eyes": what it holds of this result."""

    eyes: Eyes
    count: int
    words: str
    care: str


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """What the booklet would hold for each pair of eyes, and the choice."""
    return _page(request, problems=[])


@require_safe
def booklet(request: HttpRequest) -> HttpResponse:
    """The PDF. What is not understood is refused: paper must not hold more than was asked for."""
    order, problems = _order(request)
    if problems:
        return _page(request, problems=problems, status=400)
    with press.turn("booklet") as is_ours:
        if not is_ours:
            return _busy(request)
        made = press.pdf(PRINTED, contents(order, instance=instance_name()))
    response = HttpResponse(made, content_type="application/pdf")
    file_name = f"booklet-{order.by}-{timezone.localdate()}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _busy(request: HttpRequest) -> HttpResponse:
    words = _("Another booklet is being made just now. Try again in a moment.")
    response = _page(request, problems=[words], status=503)
    response["Retry-After"] = "10"
    return response


def _order(request: HttpRequest) -> tuple[Order, list[str]]:
    """What is asked for, for eyes that the reader may lend, and what speaks against it."""
    own, query = reader_of(request), request.GET
    problems = []
    by, eyes = query.get("by", By.COUNTRY), query.get("eyes", Eyes.EVERYONE)
    if by not in By.values:
        problems.append(_("Choose a booklet by country or by theme."))
        by = By.COUNTRY
    if eyes not in whose.offered(own):
        problems.append(_("Choose for whose eyes the booklet is; your session may have ended."))
        eyes = Eyes.EVERYONE
    asked = _asked(query, whose.reader_for(Eyes(eyes), own))
    order = Order(By(by), Eyes(eyes), asked.reader, asked.search, [chosen.label for chosen in asked.chosen()])
    problems += asked.problems
    if not problems and (count := everything(asked.reader, asked.search).count()) > LIMIT:
        problems.append(_too_many(count))
    return order, problems


def _asked(query: QueryDict, reader: Reader) -> Asked:
    filters = query.copy()
    for own in ("by", "eyes"):
        filters.pop(own, None)
    return Asked(reader, filters)


def _too_many(count: int) -> str:
    return ngettext(
        "This result has %(count)d organisation; a booklet holds %(limit)d. Narrow it to a country, a theme or a network.",
        "This result has %(count)d organisations; a booklet holds %(limit)d. Narrow it to a country, a theme or a network.",
        count,
    ) % {"count": count, "limit": LIMIT}


def _page(request: HttpRequest, *, problems: list[str], status: int = 200) -> HttpResponse:
    own = reader_of(request)
    asked = _asked(request.GET, own)
    choices = [_choice(request, eyes) for eyes in whose.offered(own)]
    context = {
        "asked": asked,
        "problems": problems or asked.problems,
        "choices": choices,
        "limit": LIMIT,
        "by": By.choices,
        "is_empty": not any(choice.count for choice in choices),
    }
    return render(request, TEMPLATE, context, status=status)


def _choice(request: HttpRequest, eyes: Eyes) -> Choice:
    reader = whose.reader_for(eyes, reader_of(request))
    asked = _asked(request.GET, reader)
    count = 0 if asked.problems else everything(reader, asked.search).count()
    return Choice(eyes, count, whose.words(eyes, reader), whose.care(eyes))
