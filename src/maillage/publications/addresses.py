"""Addresses as others need them: whole, and the same whichever name the instance was asked under."""

from functools import lru_cache
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import Page

from maillage.publications.version import recent_version

FEEDS = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


def absolute(address: str) -> str:
    """`address` of this instance, whole; one that is whole already stays."""
    return address if "://" in address else f"{settings.BASE_URL}{address}"


class Root(NamedTuple):
    """Where the site begins in one language; closed to readers when its front is a draft."""

    language: str
    path: str
    is_open: bool


ROOTS_KEPT_FOR = 60 * 60


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
    return cache.get_or_set(key, _asked, ROOTS_KEPT_FOR)  # type: ignore[return-value]  # never None


def _asked() -> tuple[Root, ...]:
    return tuple(
        Root(*row) for row in Page.objects.filter(depth=2).values_list("locale__language_code", "url_path", "live")
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


def address_of(page: Page) -> str:
    return absolute(page.url or "/")


def lasting_id(page: Page) -> str:
    """An id that stays when the title, the rubric or the address of a page changes; each translation has its own."""
    return uuid5(NAMESPACE_URL, f"{page.translation_key}/{page.locale.language_code}").urn
