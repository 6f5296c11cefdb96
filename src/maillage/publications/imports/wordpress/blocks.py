"""The comments with which the newer editor marks its blocks. What is between them is HTML; the comments say little more."""

import json
import re
from collections.abc import Mapping

from maillage.publications.imports.markup.reading import Reading
from maillage.publications.imports.remarks import Kind

_EMPTY = re.compile(r"<!--\s+wp:([a-z][\w/-]*)\s+(\{.*?\}\s+)?/-->", re.DOTALL)
_SILENT = {
    "spacer", "separator", "more", "nextpage", "navigation-link", "social-link", "post-title", "post-content", "group",
    "column", "columns", "paragraph",
}  # fmt: skip
DEPTH = 5  # reusable blocks in reusable blocks


def has_blocks(content: str) -> bool:
    return "<!-- wp:" in content


def unfold(content: str, reusable: Mapping[str, str], reading: Reading, depth: int = 0) -> str:
    """`content` with reusable blocks put in their place; blocks that were filled in by the program are listed."""

    def put(block: re.Match[str]) -> str:
        name = block[1].removeprefix("core/")
        if name == "block" and depth < DEPTH and (text := reusable.get(_reference(block[2]))):
            return unfold(text, reusable, reading, depth + 1)
        if name not in _SILENT:
            reading.remark(Kind.DYNAMIC, name)
        return ""

    return _EMPTY.sub(put, content)


def _reference(options: str | None) -> str:
    try:
        return str(json.loads(options or "{}").get("ref", ""))
    except (ValueError, AttributeError):
        return ""
