"""Markdown: its first table, when it has one; what is written above it as front matter is not a table."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats.encoding import TextFile
from maillage.exchange.formats.table import Row, Table, distinct, tidy

RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
BAR = re.compile(r"(?<!\\)\|")
LINK = re.compile(r"!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
MARKS = re.compile(r"(\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w))")
FRONT = re.compile(r"^---\s*$")


def is_one(head: str) -> bool:
    """Whether a file begins as Markdown does: front matter, a heading, or a table with its rule."""
    lines = [line for line in re.split(r"\r\n?|\n", head) if line.strip()][:3]
    if not lines:
        return False
    return bool(FRONT.match(lines[0]) or re.match(r"#{1,6} ", lines[0])) or (
        len(lines) > 1 and "|" in lines[0] and RULE.match(lines[1]) is not None
    )


def read(text: TextFile) -> Table:
    lines = list(enumerate(re.split(r"\r\n?|\n", text.read()), start=1))
    for (place, above), (_line, rule) in pairwise(lines):
        if "|" in above and "|" in rule and RULE.match(rule):
            headers = distinct(_cells(above))
            return Table("markdown", headers, _rows(lines[place + 1 :], headers))
    if FRONT.match(lines[0][1]):
        raise FileRefused(
            _("This is a Markdown file that keeps its data as YAML between two lines of dashes; that is not a table."),
            _("Ask whoever keeps it for the list as CSV, XLSX, GeoJSON or JSON, and import that."),
        )
    raise FileRefused(
        _("This is a Markdown file without a table."),
        _("Write the list as a table, or save it as CSV (UTF-8), and import that."),
    )


def _rows(lines: list[tuple[int, str]], headers: list[str]) -> Iterator[Row]:
    """A table ends at the first line that is not of it. Short rows are as good as whole ones there."""
    for line, text in lines:
        if "|" not in text:
            return
        pairs = zip(headers, _cells(text), strict=False)
        if cells := {header: cell for header, cell in pairs if cell}:
            yield Row(line, cells)


def _cells(line: str) -> list[str]:
    inside = line.strip().removeprefix("|")
    inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
    return [_plain(cell) for cell in BAR.split(inside)]


def _plain(cell: str) -> str:
    """Its words without their marks; of a link, its address too when the words do not say it."""
    text = cell.replace("\\|", "|").replace("<br>", "\n")
    text = LINK.sub(lambda found: found[2] if found[1] in {"", found[2]} else f"{found[1]} {found[2]}", text)
    return tidy(MARKS.sub("", text))
