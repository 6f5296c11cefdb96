"""`{% load mine %}`: what the pages of "My organisation" say in words."""

from django import template
from django.utils.translation import get_language

from maillage.network.languages import names_in

register = template.Library()


@register.filter
def language_words(code: str) -> str:
    """The name of a language in the language of the page; its code when we do not know it."""
    return names_in(get_language() or "").get(code, code)
