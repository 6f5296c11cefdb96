"""From the HTML of a text to plain values, for what is no browser: paper.

A text is a list of blocks. A block: `kind` (heading, text, item, quote, caption, picture, rule), `level` (of a heading: 2 to 4; of an
item: 1 is the outermost), `mark` ("–" or the number of an item) and `parts`. A part: `text` and its looks (`bold`, `italic`,
`up`, `down`) and `url` (empty, whole, or `#…`).
"""

import re
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser

LOOKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "sup": "up", "sub": "down"}
HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
BREAKS = {"p", "div", "figure", "figcaption", "section", "aside", "dl", "dt", "dd", "details", "summary", "blockquote"}
SILENT = {"script", "style", "svg", "form", "button", "nav", "template"}
_BLANK = re.compile(r"[ \t\n\r\f]+")  # not the spaces that keep words together


@dataclass
class Part:
    text: str
    bold: bool = False
    italic: bool = False
    up: bool = False
    down: bool = False
    url: str = ""


@dataclass
class Block:
    kind: str = "text"
    level: int = 0
    mark: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return self.kind != "rule" and not any(part.text.strip() for part in self.parts)


def nodes(html: str) -> list[dict[str, object]]:
    """The blocks of `html`, as plain values; empty ones are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [asdict(block) for block in reader.blocks if not block.is_empty]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = [Block()]
        self._looks: list[str] = []
        self._url = ""
        self._silent = 0
        self._quotes = 0
        self._lists: list[int | None] = []  # the last number of each open list; None: without numbers

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in SILENT or self._silent:
            self._silent += tag in SILENT
        elif tag in LOOKS:
            self._looks.append(LOOKS[tag])
        elif tag == "a":
            self._url = values.get("href", "")
        elif tag == "img":
            self._picture(values.get("alt", ""))
        elif tag == "br":
            self._add("\n")
        else:
            self._open(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in LOOKS and LOOKS[tag] in self._looks:
            self._looks.remove(LOOKS[tag])
        elif tag == "a":
            self._url = ""
        elif tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
            self._begin()
        elif tag in BREAKS or tag in HEADINGS or tag == "li":
            self._quotes -= tag == "blockquote" and self._quotes > 0
            self._begin()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._add(_BLANK.sub(" ", data))

    def _open(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._item()
        elif tag in HEADINGS:
            self._begin(Block("heading", HEADINGS[tag]))
        elif tag == "hr":
            self._begin(Block("rule"))
            self._begin()
        elif tag == "figcaption":
            self._begin(Block("caption"))
        elif tag in BREAKS:
            self._quotes += tag == "blockquote"
            if not (self.blocks[-1].kind in {"item", "caption"} and self.blocks[-1].is_empty):  # a paragraph inside one
                self._begin()

    def _item(self) -> None:
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        self._begin(Block("item", max(1, len(self._lists)), "–" if number is None else f"{number + 1}."))

    def _picture(self, words: str) -> None:
        if words:
            self._begin(Block("picture", parts=[Part(words)]))
        self._begin()

    def _begin(self, block: Block | None = None) -> None:
        self.blocks.append(block or Block("quote" if self._quotes else "text"))

    def _add(self, text: str) -> None:
        block = self.blocks[-1]
        if text.isspace() and "\n" not in text and not block.parts:
            return
        looks = dict.fromkeys(self._looks, True)
        block.parts.append(Part(text if block.parts else text.lstrip(" "), url=self._url, **looks))
