"""The back office's screen of pairs: side by side, with why, and three words to choose from."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST
from procrastinate.exceptions import AlreadyEnqueued
from wagtail.admin import messages

from maillage.exchange.duplicates import actions, queries
from maillage.exchange.duplicates.models import DuplicatePair, PairVerdict
from maillage.exchange.duplicates.tasks import find_duplicates
from maillage.kit.errors import DomainError
from maillage.network.admin.base import page

may_change = permission_required("network.change_organisation", raise_exception=True)
PER_PAGE = 20
LISTS = {
    "to-do": queries.TO_DO,
    "unsure": (PairVerdict.UNSURE,),
    "different": (PairVerdict.DIFFERENT,),
}


@may_change
def pairs(request: HttpRequest) -> HttpResponse:
    """Pairs that wait, the likeliest first; `list` chooses those that were judged."""
    chosen = request.GET.get("list", "to-do")
    if chosen not in LISTS:
        raise Http404
    rows = queries.pairs(request.reader, *LISTS[chosen])  # type: ignore[attr-defined]
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    sides = queries.sides(list(shown), request.reader)  # type: ignore[attr-defined]
    items = [{"pair": pair, "sides": [sides[pair.a_id], sides[pair.b_id]]} for pair in shown]
    titles = {
        "to-do": pgettext("pairs of records", "To look at"),
        "unsure": pgettext("pairs of records", "Unsure"),
        "different": pgettext("pairs of records", "Different"),
    }
    tabs = [{"name": name, "title": title, "is_current": name == chosen} for name, title in titles.items()]
    return page(
        request,
        "exchange/admin/duplicates.html",
        title=_("Possible duplicates"),
        icon="copy",
        items=items,
        shown=shown,
        tabs=tabs,
        chosen=chosen,
        has_any=bool(items) or DuplicatePair.objects.visible_to(request.reader).exists(),  # type: ignore[attr-defined]
    )


@may_change
@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """The verdict on one pair; "the same" leads to the merge, which shows what will move before it does."""
    rows = DuplicatePair.objects.visible_to(request.reader).standing()  # type: ignore[attr-defined]
    pair = get_object_or_404(rows.select_related("a", "b"), pk=pk)
    verdict = request.POST.get("verdict", "")
    if verdict not in PairVerdict.values:
        raise Http404
    try:
        actions.judge(pair, verdict, by=request.user)  # type: ignore[arg-type]
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(request))
    if verdict == PairVerdict.SAME:
        return redirect("office:merge-compare", *_kept_first(pair))
    messages.success(request, _("Remembered. You can change your mind in the other lists."))
    return redirect(_back(request))


@may_change
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Have the worker look through the whole directory now."""
    try:
        with transaction.atomic():
            find_duplicates.defer(by_id=request.user.pk)
        messages.success(request, _("The search is on its way. Come back in a few minutes."))
    except AlreadyEnqueued:
        messages.info(request, _("A search is already on its way."))
    return redirect("duplicates:list")


def _kept_first(pair: DuplicatePair) -> tuple[int, int]:
    """The home organisation can only be kept; else the record that is more than a name, else the older one."""
    kept, absorbed = sorted((pair.a, pair.b), key=lambda row: (not row.is_home, row.is_stub, row.pk))
    return kept.pk, absorbed.pk


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else reverse("duplicates:list")


patterns = [
    path("duplicates/", pairs, name="list"),
    path("duplicates/search/", search, name="search"),
    path("duplicates/<int:pk>/", judge, name="judge"),
]
urlpatterns = [path("", include((patterns, "duplicates")))]
