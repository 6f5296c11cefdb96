"""The words at the head of an issue: typed as plain text, which is the plain mail as it is; made into HTML for the rest."""

import re
from html import escape

from django.utils.safestring import SafeString, mark_safe

from maillage.kit.paragraphs import to_html

_STRONG = re.compile(r"(?<![\w*])\*(\S(?:[^*\n<>]*\S)?)\*(?![\w*])")


def as_html(text: str) -> SafeString:
    """Paragraphs, lists, links and *strong* words; any markup that was typed is shown as it was typed."""
    html = to_html(escape(text, quote=False))
    return mark_safe(_STRONG.sub(r"<strong>\1</strong>", html))  # noqa: S308 -- escaped, then cleaned, just above
