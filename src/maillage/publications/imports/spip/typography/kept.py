"""Pieces that no later step may read: they leave the text, a mark stays in their place."""

import html
import re
from collections.abc import Callable

_MARK = re.compile("\ue000(\\d+)\ue001")
BLOCK_MARK = re.compile("\ue000(\\d+)\ue001\ue002")
_RAW = re.compile(r"<(html|code|cadre|frame|pre|script|style|svg|math)\b([^>]*)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\~{}\[\]|<>*#+\-_`().!])")


class Kept:
    """What was taken out of one text. A mark that ends with U+E002 stands for a block."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def keep(self, piece: str, *, block: bool = False) -> str:
        self._pieces.append(piece)
        return f"\ue000{len(self._pieces) - 1}\ue001" + ("\ue002" if block else "")

    def give_back(self, text: str) -> str:
        """`text` with every piece in its place; pieces may hold marks of earlier ones."""
        while _MARK.search(text):
            text = _MARK.sub(lambda mark: self._pieces[int(mark[1])], text.replace("\ue002", ""))
        return text


def without_private(text: str) -> str:
    """`text` without the characters that serve as marks."""
    return re.sub("[\ue000-\ue002]", "", text)


def take_raw(text: str, kept: Kept, words: Callable[[str], str]) -> str:
    """Takes out code, frames, HTML that is to stay as it is, and escaped characters."""

    def take(found: re.Match[str]) -> str:
        name, inside = found[1].lower(), found[3]
        if name == "math":
            return words(inside)
        if name == "html":
            return kept.keep(inside, block=inside.lstrip().startswith(("<div", "<table", "<p", "<ul", "<iframe")))
        if name in {"code", "cadre", "frame"}:
            return _code(inside, kept, framed=name != "code")
        return kept.keep(found[0], block=True)

    return _ESCAPED.sub(lambda found: kept.keep(html.escape(found[1], quote=False)), _RAW.sub(take, text))


def _code(inside: str, kept: Kept, *, framed: bool) -> str:
    if framed or "\n" in inside:
        return kept.keep(f"<pre>{html.escape(inside.strip(chr(10)).rstrip(), quote=False)}</pre>", block=True)
    return kept.keep(f"<code>{html.escape(inside, quote=False)}</code>")
