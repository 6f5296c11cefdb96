"""Addresses as others need them: whole, and the same whichever name the instance was asked under."""

from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from wagtail.models import Page

FEEDS = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


def absolute(address: str) -> str:
    """`address` of this instance, whole; one that is whole already stays."""
    return address if "://" in address else f"{settings.BASE_URL}{address}"


def address_of(page: Page) -> str:
    return absolute(page.url or "/")


def lasting_id(page: Page) -> str:
    """An id that stays when the title, the rubric or the address of a page changes; each translation has its own."""
    return uuid5(NAMESPACE_URL, f"{page.translation_key}/{page.locale.language_code}").urn
