"""What holds of pages wherever they are made."""

from django.urls import Resolver404, resolve
from django.utils.translation import override


def is_spoken_for(language: str, slug: str) -> bool:
    """Whether a first rubric at `slug` would be hidden behind a page of the platform, such as the directory."""
    with override(language):
        try:
            return resolve(f"/{language}/{slug}/").url_name != "wagtail_serve"
        except Resolver404:
            return False
