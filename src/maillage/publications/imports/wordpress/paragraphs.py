"""What WordPress does with line breaks when a post is shown: an empty line ends a paragraph, another break is a break."""

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

_CONTAINERS = ["div", "blockquote", "section", "article", "aside", "figcaption", "td"]
_APART = {
    "p", "h2", "h3", "h4", "ul", "ol", "dl", "li", "table", "figure", "hr", "pre", "blockquote", "div", "section",
    "article", "aside", "main", "header", "footer", "details", "address", "center", "nav", "figcaption",
}  # fmt: skip
_EMPTY_LINE = re.compile(r"\n[ \t\xa0]*\n\s*")


def part(page: BeautifulSoup) -> None:
    """Parts the loose text of `page` into paragraphs, in place."""
    for container in [page, *page.find_all(_CONTAINERS)]:
        if container.find_parent("pre") is None:
            _part(page, container)
    for paragraph in page.find_all("p"):
        for text in list(paragraph.find_all(string=True)):
            _break(page, text)


def _part(page: BeautifulSoup, container: Tag) -> None:
    is_plain = container.name not in {"[document]", "blockquote"}
    if is_plain and not any(isinstance(c, NavigableString) and _EMPTY_LINE.search(c) for c in container.children):
        return
    line: list[PageElement] = []
    for child in list(container.children):
        if isinstance(child, Tag) and child.name in _APART:
            _wrap(page, line)
        elif isinstance(child, NavigableString) and _EMPTY_LINE.search(child):
            pieces = _EMPTY_LINE.split(str(child))
            for number, piece in enumerate(pieces):
                if number:
                    _wrap(page, line)
                loose = NavigableString(piece)
                child.insert_before(loose)
                line.append(loose)
            child.extract()
        else:
            line.append(child)
    _wrap(page, line)


def _wrap(page: BeautifulSoup, line: list[PageElement]) -> None:
    if any(isinstance(node, Tag) or str(node).strip() for node in line):
        paragraph = page.new_tag("p")
        line[0].insert_before(paragraph)
        for node in line:
            paragraph.append(node.extract())
    line.clear()


def _break(page: BeautifulSoup, text: NavigableString) -> None:
    """A single line break is seen, except where one stands already."""
    lines = str(text).split("\n")
    if len(lines) == 1 or text.find_parent("pre") is not None:
        return
    for number, line in enumerate(lines):
        if number and not _beside_a_break(text, number, len(lines), lines):
            text.insert_before(page.new_tag("br"))
        text.insert_before(NavigableString(line))
    text.extract()


def _beside_a_break(text: NavigableString, number: int, count: int, lines: list[str]) -> bool:
    before, after = text.previous_sibling, text.next_sibling
    starts = not "".join(lines[:number]).strip()
    ends = not "".join(lines[number:]).strip()
    after_one = starts and (before is None or (isinstance(before, Tag) and before.name == "br"))
    return after_one or (ends and after is None)
