"""Writing a letter from templates, in its reader's language. Sending it is the business of `EMAIL_BACKEND`.

`<template>.txt` holds the subject on its first line, an empty line, then the text. `<template>.html`, when it exists,
is the same letter with headings and links: no image, no tracking, nothing loaded from elsewhere.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation

# Nobody answers a letter that a machine wrote on its own (RFC 3834).
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def compose(to: str, template: str, context: Mapping[str, Any], language: str) -> EmailMultiAlternatives:
    """The letter `template` in `language`, ready to send. Raises TemplateDoesNotExist without its text."""
    with translation.override(language):
        known = {
            "site_name": settings.WAGTAIL_SITE_NAME,
            "base_url": settings.BASE_URL,
            "language": language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            **context,
        }
        subject, _, body = _plain(template, known).lstrip().partition("\n")
        message = EmailMultiAlternatives(subject.strip(), f"{body.strip()}\n", to=[to], headers=dict(HEADERS))
        message.extra_headers["Content-Language"] = language
        _attach_html(message, template, known)
    return message


def _plain(template: str, known: dict[str, Any]) -> str:
    """The text as it is: a plain letter has no markup to escape."""
    text: str = get_template(f"{template}.txt").template.render(Context(known, autoescape=False))  # type: ignore[attr-defined]
    return text


def _attach_html(message: EmailMultiAlternatives, template: str, known: dict[str, Any]) -> None:
    try:
        html = get_template(f"{template}.html")
    except TemplateDoesNotExist:
        return
    message.attach_alternative(html.render(known | {"subject": message.subject}), "text/html")
