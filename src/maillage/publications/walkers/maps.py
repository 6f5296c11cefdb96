"""sitemap.xml: what is on the site in every language, each page with its translations."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from maillage.network.readers import STRANGER
from maillage.publications.addresses import absolute
from maillage.publications.models import Rubric
from maillage.publications.queries.articles import published

ON_A_PAGE = 5000


class PagesOfTheTree(Sitemap[Page]):
    """Addresses are whole already: neither the host of the request nor the framework of sites is asked."""

    limit = ON_A_PAGE

    def rows(self) -> QuerySet[Page]:
        raise NotImplementedError

    def items(self) -> QuerySet[Page]:
        return self.rows().select_related("locale").order_by("path")

    def get_latest_lastmod(self) -> Any:
        return (
            self.rows()
            .order_by("-last_published_at")
            .values_list("last_published_at", flat=True)
            .exclude(last_published_at=None)
            .first()
        )

    def get_urls(self, page: int | str = 1, site: object = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Only articles that are their own original: a relay has its canonical address elsewhere."""
        pages = list(Paginator(self.items(), self.limit).page(page).object_list)
        versions = defaultdict(list)
        for row in (
            self.rows().filter(translation_key__in={one.translation_key for one in pages}).select_related("locale")
        ):
            versions[row.translation_key].append(row)
        return [self._told(one, versions[one.translation_key]) for one in pages]

    def _told(self, page: Page, versions: list[Page]) -> dict[str, Any]:
        alternates = [
            {"location": absolute(one.url), "lang_code": one.locale.language_code}
            for one in sorted(versions, key=lambda one: one.locale.language_code)
        ]
        return {
            "item": page,
            "location": absolute(page.url),
            "lastmod": page.last_published_at,
            "changefreq": None,
            "priority": "",
            "alternates": alternates if len(alternates) > 1 else [],
        }


class Articles(PagesOfTheTree):
    def rows(self) -> QuerySet[Page]:
        return published(STRANGER).filter(relay=None, alias_of=None)


class Rubrics(PagesOfTheTree):
    def rows(self) -> QuerySet[Page]:
        return Rubric.objects.live().filter(alias_of=None)  # type: ignore[no-any-return]


class Doors(Sitemap[str]):
    """The pages that stand in every language."""

    names = ("portal:home", "network:organisation-list", "publications:articles", "portal:what-we-show")

    def items(self) -> list[str]:
        return list(self.names)

    def get_urls(self, page: int | str = 1, site: object = None, protocol: str | None = None) -> list[dict[str, Any]]:
        found = []
        for name in Paginator(self.items(), self.limit).page(page).object_list:
            versions = [{"location": _in(code, name), "lang_code": code} for code, _name in settings.LANGUAGES]
            found += [{"location": one["location"], "alternates": versions} for one in versions]
        return found


def _in(code: str, name: str) -> str:
    with override(code):
        return absolute(reverse(name))


SITEMAPS: dict[str, type[Sitemap[Any]]] = {"doors": Doors, "rubrics": Rubrics, "articles": Articles}
