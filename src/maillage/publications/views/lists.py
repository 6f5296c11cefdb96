"""Every article of the site, narrowed by what they are about."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from maillage.publications.queries.articles import published

ON_A_PAGE = 20


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    rows = published(request.reader, get_language())  # type: ignore[attr-defined]
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "publications/articles.html", {"page_obj": page})
