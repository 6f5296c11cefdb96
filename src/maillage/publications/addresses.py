"""Addresses as others need them: whole, and the same whichever name the instance was asked under."""

from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, Site

FEEDS = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


def absolute(address: str) -> str:
    """`address` of this instance, whole; one that is whole already stays."""
    return address if "://" in address else f"{settings.BASE_URL}{address}"


def local(url_path: str) -> str | None:
    """The address, on this instance, of the page at `url_path` of the tree, which holds one site; None outside of it."""
    return _local(url_path, tuple((root.root_path, root.language_code) for root in Site.get_site_root_paths()))


@lru_cache(maxsize=8192)  # a list asks for one at each row, and Django turns a language on to answer
def _local(url_path: str, roots: tuple[tuple[str, str], ...]) -> str | None:
    for root, language in roots:
        if url_path.startswith(root):
            with override(language):
                return reverse("wagtail_serve", args=(url_path[len(root) :],))
    return None


def address_of(page: Page) -> str:
    return absolute(page.url or "/")


def lasting_id(page: Page) -> str:
    """An id that stays when the title, the rubric or the address of a page changes; each translation has its own."""
    return uuid5(NAMESPACE_URL, f"{page.translation_key}/{page.locale.language_code}").urn
