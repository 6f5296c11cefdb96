"""Footnotes of the newer editor: marks in the text, the notes themselves beside the post as JSON."""

import json
import re

from maillage.publications.imports.markup import tidy

_MARK = re.compile(r'<sup\b[^>]*\bdata-fn="([^"]+)"[^>]*>.*?</sup>', re.DOTALL)


def with_notes(content: str, said: str) -> tuple[str, tuple[str, ...]]:
    """(content that calls its notes by `[^n]`, the notes in the order of their first call)."""
    try:
        notes = {str(note["id"]): tidy.inline(str(note["content"])) for note in json.loads(said or "[]")}
    except (ValueError, TypeError, KeyError):
        return content, ()
    order: list[str] = []

    def call(mark: re.Match[str]) -> str:
        if mark[1] not in notes:
            return mark[0]
        if mark[1] not in order:
            order.append(mark[1])
        return f"[^{order.index(mark[1]) + 1}]"

    return _MARK.sub(call, content), tuple(notes[name] for name in order)
