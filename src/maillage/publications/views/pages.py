"""The pages of the tree: Wagtail finds them, these views draw them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from maillage.publications.models import Article, Front, Rubric
from maillage.publications.queries.articles import in_rubric, published

ON_A_PAGE = 20


def front(request: HttpRequest, page: Front) -> HttpResponse:
    """The home page of the portal stands in front of it."""
    return redirect("portal:home")


def rubric(request: HttpRequest, page: Rubric) -> HttpResponse:
    articles = in_rubric(published(_reader(request)), page)
    context = {"page": page, "page_obj": Paginator(articles, ON_A_PAGE).get_page(request.GET.get("page"))}
    return render(request, "publications/rubric.html", context)


def article(request: HttpRequest, page: Article) -> HttpResponse:
    return render(request, "publications/article.html", {"page": page})


def _reader(request: HttpRequest) -> Any:
    return request.reader  # type: ignore[attr-defined]
