"""Where the site begins in each language, and the address of a page from its place in the tree."""

from functools import lru_cache
from typing import NamedTuple

from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import Page

from maillage.publications.version import recent_version

FRONT_DEPTH = 2  # below the root of all
KEPT_FOR = 60 * 60


class Root(NamedTuple):
    """Where the site begins in one language; closed to readers when its front is a draft."""

    language: str
    path: str
    is_open: bool


def root_of(language: str) -> Root | None:
    """One that was made a moment ago is found too."""
    kept = (root for root in _roots() if root.language == language)
    return next(kept, None) or next((root for root in _asked() if root.language == language), None)


def local(url_path: str) -> str | None:
    """The address, on this instance, of the page at `url_path` of the tree, which holds one site; None outside of it."""
    return _local(url_path, _roots()) or _local(url_path, _asked())


def _roots() -> tuple[Root, ...]:
    """Kept in each process as pages are, for as long as nothing changes; Wagtail’s own list is an hour late in the others."""
    key = f"fronts:{recent_version()}"
    return cache.get_or_set(key, _asked, KEPT_FOR)  # type: ignore[return-value]  # never None


def _asked() -> tuple[Root, ...]:
    return tuple(
        Root(*row)
        for row in Page.objects.filter(depth=FRONT_DEPTH).values_list("locale__language_code", "url_path", "live")
    )


@lru_cache(maxsize=8192)  # a list asks for one at each row, and Django turns a language on to answer
def _local(url_path: str, roots: tuple[Root, ...]) -> str | None:
    root = next((root for root in roots if url_path.startswith(root.path)), None)
    if root is None:
        return None
    with override(root.language):
        try:
            return reverse("wagtail_serve", args=(url_path[len(root.path) :],))
        except NoReverseMatch:  # an address that came in past every check is nobody's
            return None
