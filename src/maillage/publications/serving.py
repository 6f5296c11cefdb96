"""Which view draws which kind of page. Wagtail asks the page itself; our models know no request, so views register."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from wagtail.models import PageViewRestriction

from maillage.kit.hooks import Registry
from maillage.publications.roots import local

faces: Registry[Callable[..., Any]] = Registry(
    "Face of a page"
)  # name of the model, in small letters → view(request, page)


class Faced:
    """A page that a registered view draws; also in previews, which Wagtail makes through `serve`.

    It is public or a draft: a password would guard its address and leave it in lists, feeds and the search, so Wagtail
    offers none, and the database takes none (`sql.PUBLIC_SQL`).
    """

    private_page_options: ClassVar[list[str]] = []
    url_path: str

    def get_url(self, request: Any = None, current_site: Any = None) -> str | None:
        """As Wagtail answers where there is one site, at a tenth of the price."""
        return local(self.url_path) if self.url_path else None

    url = property(get_url)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        none: QuerySet[PageViewRestriction] = PageViewRestriction.objects.none()
        return none

    def serve(self, request: Any, *args: Any, **options: Any) -> Any:
        return faces[type(self).__name__.lower()](request, self)
