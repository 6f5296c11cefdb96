"""Every article of the site in one language, narrowed by what they are about."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from maillage.publications.filters import Asked
from maillage.publications.heads import Feed, feeds_under
from maillage.publications.queries.articles import as_rows, published, territories_of, themes_of, years_of
from maillage.publications.queries.bylines import dress
from maillage.publications.queries.paging import Pages
from maillage.publications.queries.tree import top_rubrics
from maillage.publications.views.kept import kept
from maillage.publications.views.requests import ReaderRequest

ON_A_PAGE = 20


@require_safe
def articles(request: ReaderRequest) -> HttpResponse:
    return kept(request, lambda: render(request, "publications/articles.html", _context(request)))


def _context(request: ReaderRequest) -> dict[str, Any]:
    language = get_language()
    asked, every = Asked(request.reader, request.GET), published(request.reader, language)
    rows, key = as_rows(asked.narrowing.of(every)), f"{language}:{urlencode(asked.values)}"
    page = Pages(rows, ON_A_PAGE, key=key).get_page(request.GET.get("page"))
    return {
        "asked": asked,
        "feeds": _feeds(asked),
        "page_obj": page,
        "articles": dress(list(page.object_list), request.reader),
        "themes": themes_of(every),
        "territories": territories_of(every),
        "years": years_of(every),
        "rubrics": top_rubrics(language or ""),
    }


def _feeds(asked: Asked) -> tuple[Feed, ...]:
    """Of the list as it is narrowed; none where it could not be understood."""
    if asked.problems:
        return ()
    title = ", ".join(str(chosen.label) for chosen in asked.chosen) or gettext("All articles")
    return feeds_under(reverse("publications:articles"), title, urlencode(asked.values))
