"""`{% load reading %}`: a text with its table of contents, the language of what is shown, what a picture weighs."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from maillage.publications.formats.outline import LaidOut, lay_out
from maillage.ui.languages import direction_of

register = template.Library()


@register.simple_tag(takes_context=True)
def laid_out(context: Context, body: Any) -> LaidOut:
    """`body` (a stream) drawn block by block, which fills `notes`; its headings have addresses."""
    return lay_out(str(body.render_as_block(context.flatten())))


@register.filter
def as_html(laid: LaidOut) -> SafeString:
    """The text itself: each block has cleaned or escaped what people wrote."""
    return mark_safe(laid.html)  # noqa: S308 -- see above


@register.simple_tag
def tongue(language: str) -> SafeString:
    """The attributes of what is written in `language`; nothing where the page is in it."""
    if not language or language == get_language():
        return SafeString()
    return format_html(' lang="{}" dir="{}"', language, direction_of(language))


@register.filter
def is_foreign(language: str) -> bool:
    """Whether the page is in another language."""
    return bool(language) and language != get_language()
