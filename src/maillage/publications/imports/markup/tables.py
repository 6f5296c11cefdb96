"""Tables: rows of cells. Cells that span others are told once."""

from collections.abc import Callable

from bs4.element import Tag

from maillage.publications.imports.markup import tidy
from maillage.publications.imports.tree import Table


def read(node: Tag, markup: Callable[[Tag], str]) -> Table | None:
    """`node` as a table; None when it holds no words."""
    caption = node.find("caption")
    rows = tuple(
        tuple(tidy.inline(markup(cell)) for cell in row.find_all(["td", "th"]))
        for row in node.find_all("tr")
    )  # fmt: skip
    rows = tuple(row for row in rows if any(row))
    first = node.find("tr")
    heads = isinstance(first, Tag) and first.find("th") is not None and first.find("td") is None
    said = tidy.plain(caption.decode_contents()) if isinstance(caption, Tag) else ""
    return Table(rows, heads=heads and len(rows) > 1, caption=said) if rows else None
