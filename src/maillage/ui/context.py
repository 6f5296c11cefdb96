"""What every page knows, and the reader's choices about how pages look."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_bidi

# Cookie → what it may say. Anything else, and no cookie: as on the reader's device.
CHOICES = {
    "theme": ("light", "dark"),
    "text-size": ("large", "larger"),
    "pictures": ("asked", "always"),
}


def chosen(request: HttpRequest, name: str) -> str:
    """What the reader chose for the look `name`; empty when nothing was."""
    value = request.COOKIES.get(name, "")
    return value if value in CHOICES[name] else ""


def spares_data(request: HttpRequest) -> bool:
    """Whether no picture is sent before it is asked for: the reader's choice, else what the browser says."""
    choice = chosen(request, "pictures")
    return choice == "asked" or (not choice and request.headers.get("Save-Data", "").lower() == "on")


def look_of(request: HttpRequest) -> tuple[str, str, bool]:
    """All that makes one address look different to two strangers: the key of any page that is kept."""
    return chosen(request, "theme"), chosen(request, "text-size"), spares_data(request)


def page(request: HttpRequest) -> dict[str, object]:
    theme, text_size, is_sparing = look_of(request)
    return {
        "direction": "rtl" if get_language_bidi() else "ltr",
        "is_demo": settings.IS_DEMO,
        "theme": theme,
        "text_size": text_size,
        "pictures": chosen(request, "pictures"),
        "spares_data": is_sparing,
    }
