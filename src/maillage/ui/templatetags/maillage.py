"""`{% load maillage %}`: words in their own language, dates and figures in words, menus, form helpers."""

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template import Context
from django.utils import formats, numberformat, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from maillage.kit import date_words as dates
from maillage.ui import languages, menus

if TYPE_CHECKING:
    from django.core.paginator import Page

register = template.Library()
register.filter("direction_of", languages.direction_of)

DISCS = {0: "7", 10: "5", 20: "3.6", 30: "2.2"}  # the wider the audience, the fuller the ring


@register.simple_tag
def words(value: Any, lang: str | None = None) -> SafeString:
    """`value` marked with the language it is in; a translated value (i18nfield) knows it by itself."""
    if lang is None and isinstance(getattr(value, "data", None), dict):
        lang = _language_of(value.data)
    shown = conditional_escape(str(value) if not hasattr(value, "__html__") else value)
    if lang is None or lang == get_language():
        return shown
    if not lang:
        return format_html("<bdi>{}</bdi>", shown)
    return format_html('<span lang="{}" dir="{}">{}</span>', lang, languages.direction_of(lang), shown)


@register.simple_tag
def label(organisation: Any) -> SafeString:
    """The title of an organisation, in the page's language when it has one there."""
    here = get_language()
    return words(organisation.label_in(here), organisation.label_language(here))


def _language_of(texts: dict[str, str]) -> str | None:
    """The language that i18nfield will choose among `texts`: the page's, the instance's, or the first there is."""
    here = get_language() or ""
    found = {code for code, text in texts.items() if text}
    base = here.split("-", maxsplit=1)[0]
    for candidate in (here, base, settings.LANGUAGE_CODE):
        if candidate in found:
            return here if candidate == base else candidate
    return next((code for code in texts if code in found), None)


@register.filter
def period_words(value: str | None) -> str:
    return dates.period_words(value or "")


@register.filter
def date_words(value: str | None) -> str:
    return dates.period_words(value or "")


@register.filter
def day(value: date | None, form: str = "DATE_FORMAT") -> SafeString:
    """A day, or the day of a moment where the instance is, for people and for programs; `form` as Django names formats."""
    if value is None:
        return SafeString()
    moment = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return _day(moment, form, get_language() or "")


@lru_cache(maxsize=4096)  # long lists are full of days, and Django takes one apart letter by letter
def _day(value: date, form: str, language: str) -> SafeString:
    words = formats.date_format(value, form)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.filter
def figure(value: float | None) -> str:
    """A number whose digits stay together, in groups of three: also where Django groups nothing (Arabic)."""
    if value is None:
        return ""
    decimal, thousand = formats.get_format("DECIMAL_SEPARATOR"), formats.get_format("THOUSAND_SEPARATOR")
    return numberformat.format(value, decimal, grouping=3, thousand_sep=thousand, force_grouping=True)


@register.inclusion_tag("ui/audience.html")
def audience_tag(row: Any) -> dict[str, Any]:
    """To whom a row is really shown (its stored, effective audience)."""
    return {"words": row.get_shown_to_display(), "radius": DISCS.get(row.shown_to, "2.2"), "level": row.shown_to}


@register.simple_tag(takes_context=True)
def menu(context: Context, name: str) -> list[menus.Link]:
    """The links of the menu `main` or `person`; none on a page that has no request (an error of ours)."""
    request = context.get("request")
    registry = {"main": menus.MAIN, "person": menus.PERSON}[name]
    if request is None or not hasattr(request, "user"):  # refused before it was known who asks
        return []
    return list(menus.links(registry, request))


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[menus.Section]:
    """The parts of the site, below the main menu; none on a page that has no request."""
    request = context.get("request")
    if request is None or not hasattr(request, "user"):
        return []
    return [section for _name, sections_of in menus.SECTIONS for section in sections_of(request)]


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[languages.LanguageLink]:
    request = context.get("request")
    return languages.language_links(request) if request else []


@register.filter
def anchor(field: BoundField) -> str:
    """The id to send the reader to for this field; the first choice of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def is_check(field: BoundField) -> bool:
    """Whether the label stands after a single box."""
    return field.widget_type == "checkbox"


@register.filter
def wrong_fields(form: Any) -> list[BoundField]:
    return [field for field in form if field.errors]


@register.simple_tag
def page_range(page: "Page[Any]") -> list[int]:
    """The numbers to offer around a page; 0 stands for a gap. Written without the paginator's own ellipsis text."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in numbers]
