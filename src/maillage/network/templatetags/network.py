"""`{% load network %}`: figures, places and languages of the directory in words."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from maillage.kit.text import clean_html
from maillage.network import phrases
from maillage.ui import languages

register = template.Library()
register.filter("language_words", phrases.language_name)
register.filter("direction", languages.direction_of)


@register.filter
def claim_words(claim: object) -> str:
    return phrases.figure_words(claim.qualifier, claim.value)  # type: ignore[attr-defined]


@register.filter
def measure_words(claim: object) -> str:
    return str(phrases.MEASURED[claim.measure])  # type: ignore[attr-defined]


@register.filter
def precision_words(precision: int) -> str:
    return str(phrases.SHOWN_TO_THE[precision])


@register.filter
def clean(html: str) -> SafeString:
    """Cleaned when it was written, and again here: what an import left raw stays harmless."""
    return mark_safe(clean_html(html))  # noqa: S308 -- cleaned on this very line


@register.filter
def is_web(address: str) -> bool:
    """Whether `address` may stand in a link: no script, no data."""
    return address.startswith(("https://", "http://"))


@register.filter
def bare_address(address: str) -> str:
    return address.split("://", maxsplit=1)[-1].removeprefix("www.").rstrip("/")
