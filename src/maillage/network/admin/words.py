"""A text in each language of the interface: one line a language, with the language's name in front."""

from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from i18nfield.forms import I18nTextInput


class WordsInEachLanguage(I18nTextInput):
    """Each line has a label that is seen and heard, where the field's own would name the language in a tooltip."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        shared = self.build_attrs(attrs or {})
        group = shared.get("id", f"id_{name}")
        texts = value if isinstance(value, list) else self.decompress(value)
        lines = format_html_join(
            "",
            '<div class="words-line"><label for="{}_{}">{}</label>{}</div>',
            (
                (
                    *(group, number, dict(settings.LANGUAGES)[code]),
                    line.render(f"{name}_{number}", text, shared | {"id": f"{group}_{number}"}, renderer),
                )
                for number, (code, line, text) in enumerate(zip(self.locales, self.widgets, texts, strict=True))
            ),
        )
        return format_html(
            '<div class="words-lines" id="{0}" role="group" aria-labelledby="{0}-label">{1}</div>', group, lines
        )
