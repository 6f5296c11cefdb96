"""A description as people type it in a plain box, and back: paragraphs, lines and lists, nothing to learn.

Inline marks that were there already (bold, links) stay as they are written; everything is cleaned on the way in.
"""

import re

from maillage.kit.text import clean_html

_BLOCK = re.compile(r"<(ul|ol|h2|h3|blockquote)\b", re.IGNORECASE)
_ITEM = re.compile(r"^\s*[-*•]\s+")
_LINE_BREAK = re.compile(r"<br\s*/?>\n?")
_PARAGRAPH = re.compile(r"\s*</p>\s*|\s*<p[^>]*>\s*")
_LIST = re.compile(r"\s*<ul>\s*(.*?)\s*</ul>\s*", re.DOTALL)
_BARE_LINK = re.compile(r"(?<![\"'>=\w/])(https?://[^\s<>\"]+[^\s<>\".,;:!?)])")


def to_html(text: str) -> str:
    """Cleaned HTML: an empty line opens a paragraph, "- " an item of a list, a web address becomes a link."""
    blocks = [block for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()) if block.strip()]
    return clean_html("\n".join(_block(block.strip()) for block in blocks))


def _block(text: str) -> str:
    if _BLOCK.match(text):
        return text
    lines = text.split("\n")
    if all(_ITEM.match(line) for line in lines):
        return "<ul>" + "".join(f"<li>{_linked(_ITEM.sub('', line))}</li>" for line in lines) + "</ul>"
    return f"<p>{_linked('<br>'.join(lines))}</p>"


def _linked(text: str) -> str:
    if "<a " in text:
        return text
    return _BARE_LINK.sub(r'<a href="\1">\1</a>', text)


def to_text(html: str) -> str:
    """What to show in the box for cleaned HTML; `to_html` makes the same HTML of it again."""
    text = _LIST.sub(lambda found: f"\n\n{_items(found[1])}\n\n", html)
    text = re.sub(r'<a href="([^"]+)"[^>]*>\1</a>', r"\1", text)
    text = re.sub(r' rel="[^"]*"', "", text)
    text = _PARAGRAPH.sub("\n\n", _LINE_BREAK.sub("\n", text))
    text = text.replace("&nbsp;", "\u00a0").replace("&amp;", "&")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _items(inner: str) -> str:
    items = re.findall(r"<li>(.*?)</li>", inner, re.DOTALL)
    return "\n".join(f"- {item.strip()}" for item in items)
