"""An article as a PDF."""

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from maillage.kit import press
from maillage.network.context import name as instance_name
from maillage.network.queries.version import data_version
from maillage.network.readers import STRANGER
from maillage.publications import html
from maillage.publications.footnotes import Notes
from maillage.publications.models import Article
from maillage.publications.paper import TEMPLATE
from maillage.publications.paper.contents import Printed, contents
from maillage.publications.queries.articles import published

KEPT_FOR = 60 * 60


@require_safe
def article_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Kept until anything that is shown changes. One is made at a time: whoever comes meanwhile is asked to come back."""
    article = published(STRANGER).filter(pk=pk).select_related("locale", "alias_of__locale", "relay").first()
    if article is None:
        raise Http404
    key = f"article-pdf:{pk}:{data_version()}"
    made = cache.get(key)
    if made is None:
        with press.turn("article") as is_ours:
            if not is_ours:
                return HttpResponse(status=503, headers={"Retry-After": "5"})
            made = press.pdf(TEMPLATE, contents(_printed(article)))
        cache.set(key, made, KEPT_FOR)
    disposition = f'inline; filename="{article.slug}.pdf"'
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _printed(article: Article) -> Printed:
    rows = list(article.footnotes.all())
    return Printed(
        article=article,
        address=f"{settings.BASE_URL}{article.url}",
        instance=instance_name(),
        body=str(article.body.render_as_block({"page": article, "notes": Notes(rows)})),
        notes=[html.shown(row.text) for row in rows],
        further=html.shown(article.further),
    )
