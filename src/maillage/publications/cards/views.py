"""The address of a card: it names its content, so that it may be kept for ever."""

import subprocess

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.network.readers import STRANGER
from maillage.publications.cards import kept
from maillage.publications.queries.articles import published

A_YEAR = 60 * 60 * 24 * 365


@require_safe
def card(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """404 for an article that is not on the site, and for words that are no longer on it."""
    article = published(STRANGER).select_related("locale", "relay").filter(pk=pk).first()
    contents = kept.said_on(article) if article else {}
    if article is None or kept.name_of(contents) != name:
        raise Http404(_("There is no page at this address."))
    try:
        drawn = kept.card(article, contents)
    except (kept.Busy, subprocess.SubprocessError):
        return HttpResponse(status=503, headers={"Retry-After": "5"})
    return HttpResponse(drawn, content_type="image/png", headers={
        "Cache-Control": f"public, max-age={A_YEAR}, immutable", "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
    })  # fmt: skip
