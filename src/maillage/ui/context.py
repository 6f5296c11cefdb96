"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_bidi


def page(request: HttpRequest) -> dict[str, object]:
    return {"direction": "rtl" if get_language_bidi() else "ltr", "is_demo": settings.IS_DEMO}
