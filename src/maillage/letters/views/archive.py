"""What was sent, open to everyone."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from maillage.letters.introduction import as_html
from maillage.letters.queries import reading
from maillage.letters.views.subscribing import subscribe_form
from maillage.ui.languages import direction_of

PER_PAGE = 30


@require_safe
def newsletter(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is about, how to get it, and its issues. The form is sent to the list, which knows every answer."""
    found = get_object_or_404(reading.newsletters(get_language() or ""), slug=slug)
    page = Paginator(reading.archive(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {"newsletter": found, "page_obj": page, "form": subscribe_form(None, found)}
    return render(request, "letters/newsletter.html", context)


@require_safe
def issue(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = get_object_or_404(reading.newsletters(get_language() or ""), slug=slug)
    shown = get_object_or_404(reading.archive(found), number=number)
    context = {
        "newsletter": found,
        "issue": shown,
        "introduction": as_html(shown.introduction),
        "items": list(shown.items.all()),
        "written": direction_of(found.language),
        "before": reading.archive(found).filter(number__lt=number).first(),
        "after": reading.archive(found).filter(number__gt=number).last(),
    }
    return render(request, "letters/issue.html", context)
