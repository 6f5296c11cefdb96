"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_bidi

THEMES = ("light", "dark")
COOKIES = ("theme",)  # the choices that change how a page is drawn: pages are kept apart by them


def page(request: HttpRequest) -> dict[str, object]:
    chosen = request.COOKIES.get("theme", "")
    return {
        "direction": "rtl" if get_language_bidi() else "ltr",
        "is_demo": settings.IS_DEMO,
        "theme": chosen if chosen in THEMES else "",
    }
