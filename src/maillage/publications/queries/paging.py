"""Pages of a long list, counted once for each state of the site."""

import hashlib

from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from maillage.publications.models import Article
from maillage.publications.version import recent_version

KEPT_FOR = 60 * 60


class Pages(Paginator):  # type: ignore[type-arg]  # Django’s is not generic when it runs
    """`key` says which list this is; of articles, which are the same for every reader."""

    def __init__(self, articles: QuerySet[Article], on_a_page: int, *, key: str) -> None:
        super().__init__(articles, on_a_page)
        self._ask = articles.count
        self._key = hashlib.sha256(key.encode()).hexdigest()

    @cached_property
    def count(self) -> int:
        """Counting ten thousand costs as much as all the rest of a page."""
        key = f"articles:{recent_version()}:{timezone.localdate()}:{self._key}"
        return int(cache.get_or_set(key, self._ask, KEPT_FOR) or 0)
