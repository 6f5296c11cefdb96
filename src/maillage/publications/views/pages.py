"""The pages of the tree: Wagtail finds them, these views draw them."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail import views as wagtail_views
from wagtail.url_routing import RouteResult

from maillage.publications import heads
from maillage.publications.footnotes import Notes
from maillage.publications.models import Article, Front, Rubric
from maillage.publications.pages import spoken
from maillage.publications.queries import languages, tree
from maillage.publications.queries.articles import as_rows, in_rubric, published, whole
from maillage.publications.queries.bylines import beside, dress
from maillage.publications.queries.paging import Pages
from maillage.publications.queries.related import related
from maillage.publications.templatetags.publications import plain
from maillage.publications.views.kept import kept
from maillage.publications.views.requests import ReaderRequest, offer_languages

ON_A_PAGE = 20
LATEST = 5  # articles of a rubric that only holds rubrics


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The last address of all: whatever page of the tree is there, or the same 404 as everywhere."""
    return kept(request, lambda: _served(request, path))


def _served(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail serves it, with its hooks; we only tell it which page that is."""
    page = tree.page_at(get_language() or "", path)
    request._wagtail_route_for_request = page and RouteResult(page)  # type: ignore[attr-defined]  # noqa: SLF001 -- where Wagtail looks first
    answer: HttpResponse = wagtail_views.serve(request, path)
    return answer


def front(request: ReaderRequest, page: Front) -> HttpResponse:
    """The home page of the portal stands in front of it."""
    return redirect("portal:home")


def rubric(request: ReaderRequest, page: Rubric) -> HttpResponse:
    """The rubrics below, then its own articles; `?all` for the articles of everything below."""
    is_whole, frame = "all" in request.GET, _frame(request, page)
    below = [] if is_whole else tree.sub_rubrics(page, frame["everywhere"])
    every = as_rows(published(request.reader))
    everything = in_rubric(every, page)
    articles = everything if is_whole else _own(every, page)
    found = Pages(articles, ON_A_PAGE, key=f"{page.pk}:{is_whole}").get_page(request.GET.get("page"))
    context = {
        **frame,
        "feeds": heads.feeds_under(page.url or "", page.title),
        "head": heads.of_rubric(page, plain(page.introduction), frame["versions"]),
        "is_whole": is_whole,
        "below": below,
        "page_obj": found,
        "articles": dress(list(found.object_list), request.reader),
        "latest": dress(list(everything[:LATEST]), request.reader) if below and not found.paginator.count else [],
    }
    return render(request, "publications/rubric.html", context)


def _own(articles: QuerySet[Article], page: Rubric) -> QuerySet[Article]:
    own = in_rubric(articles, page, deep=False)
    return own.order_by("path") if page.order == page.Order.HAND else own


def article(request: ReaderRequest, page: Article) -> HttpResponse:
    if not getattr(request, "is_preview", False) and is_over(page):
        raise Http404(_("There is no page at this address."))
    whole(page)
    frame, around = _frame(request, page), beside(page, request.reader)
    context = {
        **frame,
        "head": heads.of_article(page, around, frame["versions"]) if page.pk else None,
        "beside": around,
        "notes": Notes(list(page.footnotes.all())),
        "related": dress(related(page), request.reader) if page.pk else [],
    }
    return render(request, "publications/article.html", context)


def is_over(page: Article) -> bool:
    """Whether this is a relay whose time has passed."""
    until = page.relay.expires_on if hasattr(page, "relay") else None
    return until is not None and until < timezone.localdate()


def _frame(request: ReaderRequest, page: Any) -> dict[str, Any]:
    """Where the page stands, and in which languages."""
    everywhere = languages.everywhere(page)
    versions = languages.versions(everywhere)
    offer_languages(request, versions)
    here = page.locale.language_code
    return {
        "page": page,
        "everywhere": everywhere,
        "versions": versions,
        "above": tree.path_to(page),
        "others": [other for code, other in versions.items() if code != here],
        "origin": languages.origin_of(page) if any(code != here for code in versions) else None,
        "spoken": spoken(page),
    }
