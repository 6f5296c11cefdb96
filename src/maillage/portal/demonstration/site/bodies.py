"""From the files' blocks to those of an article."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from wagtail.rich_text import RichText

from maillage.portal.demonstration.site.records import ArticleText

CALL = re.compile(r"\[\^(\w+)\]")
Block = tuple[str, Any]


def notes_in_order(text: ArticleText) -> list[str]:
    """The names of the notes, as the text calls them."""
    called = (name for table in text.body for name in CALL.findall(table.get("text", "")))
    return list(dict.fromkeys(called))


def body(text: ArticleText) -> list[Block]:
    numbers = {name: str(number) for number, name in enumerate(notes_in_order(text), start=1)}
    return [_block(table, numbers) for table in text.body]


def _block(table: dict[str, Any], numbers: Mapping[str, str]) -> Block:
    if "text" in table:
        html = CALL.sub(lambda call: f"[^{numbers[call[1]]}]", table["text"].strip())
        return ("text", RichText(html))
    if "quote" in table:
        return ("quote", {"text": RichText(f"<p>{table['quote']}</p>"), "source": table["who"]})
    if "map" in table:
        return ("map", {"title": table["title"], "map": table["map"], "filters": ""})
    return ("organisations", {"title": table["title"], "addresses": table["organisations"]})


def further(text: ArticleText, address_of: Callable[[str], int]) -> str:
    """`address_of`: the key of an article → the id of its page in this language."""
    return (
        str(format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", _links(text, address_of))))
        if text.further
        else ""
    )


def _links(text: ArticleText, address_of: Callable[[str], int]) -> Iterator[tuple[str]]:
    for row in text.further:
        if "article" in row:
            yield (format_html('<a linktype="page" id="{}">{}</a>', address_of(row["article"]), row["text"]),)
        else:
            yield (format_html('<a href="{}">{}</a>', row["url"], row["text"]),)
