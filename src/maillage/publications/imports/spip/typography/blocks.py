"""Paragraphs, headings, lists, tables, rules: the lines of a text as blocks of HTML."""

import re
from collections.abc import Callable

from maillage.publications.imports.spip.typography.kept import BLOCK_MARK, Kept
from maillage.publications.imports.spip.typography.lists import nested

_HEADING = re.compile(r"\{\{\{(\*+)?(.*?)\}\}\}", re.DOTALL)
_RULE = re.compile(r"^[ \t]*(?:-{4,}|_{4,})[ \t]*$", re.MULTILINE)
_TABLE = re.compile(r"(?:^\|[^\n]*\|[ \t]*(?:\n|$))+", re.MULTILINE)
_ITEM = re.compile(r"^-[*#]+")
_DASH = re.compile(r"^-[ \t]*(?![-*#\s>])", re.MULTILINE)
_BREAK = re.compile(r"^_[ \t]+", re.MULTILINE)
_HTML_BLOCK = re.compile(
    r"</?(?:div|p|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|blockquote|h[1-6]|hr|pre|form|center|section|figure|"
    r"address|fieldset|iframe|article|aside|header|footer|main)\b[^>]*>",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)*")
_BESIDE_BLOCK = re.compile(
    r"<br>\n(?=\s*(?:\ue000\d+\ue001\ue002|</?(?:p|div|ul|ol|li|blockquote|table|pre|h\d|hr)\b))|"
    r"(?<=\ue001\ue002)<br>\n|(?<=</p>)<br>\n|(?<=</div>)<br>\n|(?<=</blockquote>)<br>\n"
)
Inline = Callable[[str], str]


def to_blocks(text: str, kept: Kept, inline: Inline) -> str:
    """`text`, whose links and code are kept aside, as HTML."""
    text = _HEADING.sub(lambda title: kept.keep(_heading(title, inline), block=True), text)
    text = _TABLE.sub(lambda table: f"\n\n{kept.keep(_table(table[0], inline), block=True)}\n\n", text)
    text = _RULE.sub(lambda rule: kept.keep("<hr>", block=True), text)
    return "".join(_chunk(chunk, inline) for chunk in _PARAGRAPHS.split(text.strip("\n")) if chunk.strip())


def _heading(title: re.Match[str], inline: Inline) -> str:
    level = min(2 + max(len(title[1] or "") - 1, 0), 4)
    return f"<h{level}>{inline(title[2])}</h{level}>"


def _chunk(chunk: str, inline: Inline) -> str:
    """What stands between two empty lines: words, then perhaps a list to its end."""
    lines = chunk.split("\n")
    start = next((number for number, line in enumerate(lines) if _ITEM.match(line)), len(lines))
    words = paragraphs("\n".join(lines[:start]), inline)
    if start == len(lines):
        return words
    return words + nested(lines[start:], lambda item: in_lines(item, inline))


def paragraphs(text: str, inline: Inline) -> str:
    """Loose words become paragraphs; what is a block already does not."""
    if not text.strip():
        return ""
    if _HTML_BLOCK.search(text):
        return in_html(text, inline)
    found = []
    position = 0
    text = inline(text)  # whole: what is emphasised may go on after a block
    for mark in BLOCK_MARK.finditer(text):
        found += [_paragraph(text[position : mark.start()], str), mark[0]]
        position = mark.end()
    return "".join([*found, _paragraph(text[position:], str)])


def in_html(text: str, inline: Inline) -> str:
    """Words around HTML blocks are paragraphs; inside them they are as they stand."""
    pieces = _HTML_BLOCK.split(text)
    tags = _HTML_BLOCK.findall(text)
    depth, found = 0, []
    for number, piece in enumerate(pieces):
        found.append(inline(piece) if depth > 0 else _paragraph(piece, inline))
        if number < len(tags):
            found.append(tags[number])
            if not re.match(r"<(?:hr)\b|.*/>$", tags[number], re.IGNORECASE):
                depth += -1 if tags[number].startswith("</") else 1
    return "".join(found)


def _paragraph(text: str, inline: Inline) -> str:
    return f"<p>{in_lines(text.strip(chr(10)), inline)}</p>" if text.strip() else ""


def in_lines(text: str, inline: Inline) -> str:
    """Each line break is seen, as SPIP shows them; a dash begins a line of its own."""
    text = _BREAK.sub("\n", _DASH.sub("\n– ", text)) if text.startswith(("-", "_")) or "\n" in text else text
    words = inline(re.sub(r"\n[ \t]*\n", "\n", text.strip()))
    words = re.sub(r"(?<!<br>)(?<!<br/>)(?<!<br />)\n", "<br>\n", words)
    return _BESIDE_BLOCK.sub("\n", words)


def _table(text: str, inline: Inline) -> str:
    """A first line of ||caption|summary|| and bold first cells are SPIP's ways to say captions and heads."""
    lines = [line.strip() for line in text.strip().split("\n")]
    caption = ""
    if lines[0].startswith("||"):
        caption = inline(lines.pop(0).strip("|").partition("|")[0])
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = bool(rows) and all(re.fullmatch(r"\{\{.*\}\}|", cell) for cell in rows[0]) and any(rows[0])
    made = [_row(row, "th" if heads and number == 0 else "td", inline) for number, row in enumerate(rows)]
    return f"<table>{f'<caption>{caption}</caption>' if caption else ''}{''.join(made)}</table>"


def _row(cells: list[str], tag: str, inline: Inline) -> str:
    words = [cell[2:-2] if tag == "th" else cell for cell in cells]
    return (
        "<tr>" + "".join(f"<{tag}>{inline(word) if word not in {'<', '^'} else ''}</{tag}>" for word in words) + "</tr>"
    )
