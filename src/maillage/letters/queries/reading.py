"""What anyone may read: open newsletters, and every issue that has begun to leave."""

from django.db.models import Case, IntegerField, Max, Q, QuerySet, Value, When

from maillage.letters.enums import PUBLISHED
from maillage.letters.models import Issue, Newsletter


def newsletters(language: str) -> QuerySet[Newsletter]:
    """Those that take readers or have an archive; those in the reader's language first."""
    is_mine = Case(When(language=language, then=Value(0)), default=Value(1), output_field=IntegerField())
    published = Q(issues__state__in=PUBLISHED)
    return (
        Newsletter.objects.annotate(last_at=Max("issues__started_at", filter=published), rank=is_mine)
        .filter(Q(is_open=True) | Q(last_at__isnull=False))
        .order_by("rank", "language", "title", "pk")
        .prefetch_related("themes")
    )


def archive(newsletter: Newsletter) -> QuerySet[Issue]:
    return newsletter.issues.published().order_by("-number")
