"""Cutting a page into blocks: running text is gathered until a picture, a quote, a film or a table interrupts it."""

import html as entities
import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from maillage.publications.imports.markup import tables, tidy
from maillage.publications.imports.markup.films import film_at
from maillage.publications.imports.markup.reading import Reading
from maillage.publications.imports.remarks import Kind
from maillage.publications.imports.tree import Block, Document, Picture, Quote, Text, Video

BREAKS = ["img", "iframe", "video", "audio", "embed", "object", "table", "figure"]
WRAPPERS = {
    "div", "section", "article", "aside", "main", "header", "footer", "nav", "center", "details", "address", "figcaption",
    "td", "th", "tr", "tbody", "dl", "[document]",
}  # fmt: skip
_ONE_ADDRESS = re.compile(r"https?://\S+")


def cut(html: str, reading: Reading, *, prepare: Callable[[BeautifulSoup], None] | None = None) -> tuple[Block, ...]:
    """`html` as blocks; `prepare` changes the parsed page before. A page nested beyond reason becomes its words."""
    for name, times in tidy.that_does_something(html).items():
        if name not in {"iframe", "object", "embed"}:  # these may hold a film; the cutter says
            reading.remarks.add(Kind.ELEMENT, f"<{name}>", reading.where, times)
    soup = tidy.well_formed(html)
    try:
        if prepare:
            prepare(soup)
        return tuple(_Cutter(reading).blocks_of(soup))
    except RecursionError:
        words = entities.escape(" ".join(soup.get_text(" ").split()), quote=False)
        return (Text(f"<p>{words}</p>"),) if words else ()


class _Cutter:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._blocks: list[Block] = []
        self._text: list[str] = []  # finished paragraphs, headings, lists
        self._line: list[str] = []  # what will be one paragraph

    def blocks_of(self, page: Tag) -> list[Block]:
        self._each(page)
        self._end_text()
        return self._blocks

    # ── walking ─────────────────────────────────────────────────────────────

    def _each(self, parent: Tag) -> None:
        for child in list(parent.children):
            self._take(child)

    def _take(self, node: PageElement) -> None:
        if not isinstance(node, Tag):
            if type(node) is NavigableString:
                self._line.append(entities.escape(str(node), quote=False))
            return
        if take := self._TAKEN.get(node.name):
            take(self, node)
        elif node.name in WRAPPERS:
            self._apart(node)
        elif node.find(BREAKS):
            self._each(node)
        else:
            self._line.append(self._markup(node))

    def _apart(self, node: Tag) -> None:
        self._end_line()
        self._each(node)
        self._end_line()

    def _paragraph(self, node: Tag) -> None:
        self._end_line()
        if node.name == "p":
            self._each(node) if node.find(BREAKS) else self._line.append(self._inner(node))
            self._end_line()
            return
        taken_out = [part.extract() for part in _outermost(node)]
        self._text.append(self._markup(node))
        for part in taken_out:
            self._take(part)

    def _bold(self, node: Tag) -> None:
        self._end_line()
        self._text.append(f"<p><b>{tidy.inline(self._inner(node))}</b></p>")

    def _preformatted(self, node: Tag) -> None:
        self._end_line()
        lines = entities.escape(node.get_text().strip("\n"), quote=False).splitlines()
        self._text.append(f"<p>{'<br>'.join(line.replace('  ', '&nbsp; ') for line in lines)}</p>")

    # ── what interrupts the text ────────────────────────────────────────────

    def _quote(self, node: Tag) -> None:
        self._end_text()
        if node.find([*BREAKS, "ul", "ol", "hr", "h2", "h3", "h4", "blockquote"]):
            self._each(node)
            self._end_text()
            return
        source = node.find(["footer", "i"], recursive=False)
        said = ""
        if isinstance(source, Tag) and (source.name == "footer" or source.find_next_sibling() is None):
            said = tidy.plain(source.extract().decode_contents())
        words = tidy.rich(_in_paragraphs(self._inner(node)))
        if words:
            self._blocks.append(Quote(words, said[:250]))

    def _picture(self, node: Tag, caption: str = "") -> None:
        self._end_line()
        address = self._reading.absolute(_attribute(node, "src"))
        key = self._reading.file_at(_attribute(node, "src")) or (address and self._reading.file_at(address))
        if key:
            self._end_text()
            said = _attribute(node, "alt") or _attribute(node, "title")
            self._blocks.append(Picture(key, " ".join(said.split()), caption))
            return
        if address:
            self._reading.remark(Kind.MEDIA_MISSING, address)
        if caption:
            self._text.append(f"<p><i>{entities.escape(caption, quote=False)}</i></p>")

    def _figure(self, node: Tag) -> None:
        self._end_line()
        captions = [part.extract() for part in node.find_all("figcaption", recursive=False)]
        caption = tidy.plain(" ".join(part.decode_contents() for part in captions))
        pictures = node.find_all("img")
        if len(pictures) == 1 and not node.find(["table", "video", "iframe", "figure"]):
            self._picture(pictures[0], caption)
            return
        self._apart(node)
        if caption:
            self._text.append(f"<p><i>{entities.escape(caption, quote=False)}</i></p>")

    def _film(self, node: Tag) -> None:
        inside = node.find(["source", "embed", "iframe", "img"])
        said = _attribute(node, "src") or _attribute(node, "data")
        if not said and isinstance(inside, Tag):
            said = _attribute(inside, "src")
        address = self._reading.absolute(said)
        self._end_line()
        known = said if self._reading.file_at(said) else address
        if known and not self._offer(known, _attribute(node, "title")):
            self._reading.remark(Kind.ELEMENT, f"<{node.name}> {address}")
            self._text.append(_link(address))

    def _offer(self, address: str, title: str = "") -> bool:
        """The film or the sound at `address` as a block, if it is one."""
        if key := self._reading.file_at(address):
            self._end_text()
            self._blocks.append(Document(key, title))
        elif film := film_at(address):
            self._end_text()
            self._blocks.append(Video(film, title))
        else:
            return False
        return True

    def _table(self, node: Tag) -> None:
        self._end_text()
        taken_out = [part.extract() for part in _outermost(node)]
        if table := tables.read(node, self._markup):
            self._blocks.append(table)
        for part in taken_out:
            self._take(part)

    def _rule(self, node: Tag) -> None:
        self._end_line()
        self._text.append("<hr>")

    # ── ending lines and texts ──────────────────────────────────────────────

    def _end_line(self) -> None:
        line = "".join(self._line).strip()
        self._line.clear()
        address = tidy.plain(line) if "http" in line else ""
        if _ONE_ADDRESS.fullmatch(address):
            self._text.append("") if self._offer(address) else self._text.append(_link(address))
        elif line:
            self._text.append(f"<p>{line}</p>")

    def _end_text(self) -> None:
        self._end_line()
        words = tidy.rich("".join(self._text))
        self._text.clear()
        if words and words.replace("<hr>", ""):
            self._blocks.append(Text(words))

    def _markup(self, node: Tag) -> str:
        """HTML of `node` with whole addresses; links to a place of the same page keep their words only."""
        for link in [*node.find_all("a"), *([node] if node.name == "a" else [])]:
            address = _attribute(link, "href")
            known = self._reading.file_at(address) if address else None
            whole = address if known else self._reading.absolute(address)
            if not address or address.startswith("#") or not whole:
                link.name = "span"
            else:
                link["href"] = whole
        return str(node)

    def _inner(self, node: Tag) -> str:
        self._markup(node)
        return node.decode_contents()

    _TAKEN: ClassVar[dict[str, Callable[["_Cutter", Tag], None]]] = {
        **dict.fromkeys(["p", "h2", "h3", "h4", "ul", "ol", "li"], _paragraph),
        **dict.fromkeys(["iframe", "video", "audio", "embed", "object"], _film),
        "dt": _bold, "summary": _bold, "caption": _bold, "dd": _apart, "pre": _preformatted, "blockquote": _quote,
        "img": _picture, "figure": _figure, "table": _table, "hr": _rule,
    }  # fmt: skip


def _outermost(node: Tag) -> Iterator[Tag]:
    """What interrupts the text inside `node`, not counting what is inside such a part again."""
    for part in node.find_all(BREAKS):
        if not any(parent.name in BREAKS for parent in part.parents if parent is not node and node in parent.parents):
            yield part


def _attribute(node: Tag, name: str) -> str:
    value = node.get(name)
    return value.strip() if isinstance(value, str) else ""


def _link(address: str) -> str:
    safe = entities.escape(address)
    return f'<p><a href="{safe}">{safe}</a></p>'


def _in_paragraphs(html: str) -> str:
    return html if "<p>" in html else f"<p>{html}</p>"
