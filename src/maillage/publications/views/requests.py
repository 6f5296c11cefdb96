"""What our middleware adds to a request, for the type checker; and where its page is in the other languages."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from maillage.network import requests


class ReaderRequest(requests.ReaderRequest):
    same_page: dict[str, str]
    is_preview: bool


def offer_languages(request: ReaderRequest, versions: dict[str, Page]) -> None:
    """The languages at the head of the page lead to `versions`, and where there is none to the articles there are."""
    request.same_page = getattr(request, "same_page", {}) | {
        code: versions[code].url or "" if code in versions else _articles(code) for code, _name in settings.LANGUAGES
    }


def _articles(language: str) -> str:
    with override(language):
        return reverse("publications:articles")
