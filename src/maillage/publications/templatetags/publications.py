"""`{% load publications %}`: rich text with its footnotes, pictures in the sizes pages need, names of languages."""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from wagtail.images.models import SourceImageIOError
from wagtail.rich_text import get_text_for_indexing

from maillage.network import phrases
from maillage.publications import html
from maillage.publications.pages import spoken, told_licence
from maillage.ui import languages

register = template.Library()
register.filter("language_words", phrases.language_name)
register.filter("direction", languages.direction_of)
register.filter("told_licence", told_licence)
register.filter("spoken", spoken)

SIZES = {
    "first": (800, 1600),
    "wide": (640, 1280),
    "row": (240, 480),
}  # widths in points: for small or plain screens, for large or fine ones
FITS = {"first": "(min-width: 60rem) 54rem, 100vw", "wide": "(min-width: 60rem) 44rem, 100vw", "row": "13rem"}


@register.simple_tag(takes_context=True)
def prose(context: Context, value: Any) -> SafeString:
    """Rich text, cleaned here whatever was stored; calls of footnotes become links where the page has `notes`."""
    notes = context.get("notes")
    source = getattr(value, "source", value) or ""
    return mark_safe(html.shown(source, notes.call if notes is not None else None))  # noqa: S308 -- cleaned on this line


@register.simple_tag
def prose_alone(value: Any) -> SafeString:
    """Rich text in which no footnote is called: that of a footnote."""
    return mark_safe(html.shown(getattr(value, "source", value) or ""))  # noqa: S308 -- cleaned on this line


@register.filter
def plain(value: Any) -> str:
    """Rich text as words alone."""
    return str(get_text_for_indexing(getattr(value, "source", value) or ""))


@register.filter
def unlocalised(value: Any) -> str:
    """A figure of a year or an address: its digits are not grouped."""
    return str(value)


@register.filter
def own_name(code: str) -> str:
    """The name of a language in that language."""
    return str(get_language_info(code)["name_local"])


@register.filter
def host(address: str) -> str:
    """The site an address leads to."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.simple_tag(takes_context=True)
def picture(context: Context, image: Any, alternative: str, size: str = "wide") -> SafeString:
    """`image` in two widths, never larger than it is; nothing when its file is gone.

    For readers who spare data, a link to the smaller one, with what it shows and what it weighs.
    """
    small, large = SIZES[size]
    if image is None:  # taken out of the library since
        return SafeString()
    try:
        found = image.get_renditions(f"max-{small}x{small * 2}", f"max-{large}x{large * 2}")
    except (SourceImageIOError, OSError):
        return SafeString()
    first, second = found[f"max-{small}x{small * 2}"], found[f"max-{large}x{large * 2}"]
    if context.get("spares_data"):
        return asked(first, alternative)
    return format_html(
        '<img src="{}" srcset="{} {}w, {} {}w" sizes="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async">',
        first.url, first.url, str(first.width), second.url, str(second.width), FITS[size],
        str(second.width), str(second.height), alternative,
    )  # fmt: skip


def asked(rendition: Any, alternative: str) -> SafeString:
    about = {"rendition": rendition, "alternative": alternative, "weight": rendition.file.size}
    return SafeString(render_to_string("publications/reading/asked.html", about))
