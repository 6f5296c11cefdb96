"""Codes in square brackets: those of WordPress itself become HTML, those of extensions stay as text and are listed."""

import html
import re
from collections.abc import Callable

from maillage.publications.imports.markup.reading import Reading
from maillage.publications.imports.remarks import Kind

_AS_TYPED = re.compile(
    r"(<pre\b.*?</pre>|<code\b.*?</code>|\[code\b[^\]]*\].*?\[/code\]|\[\[[^\[\]]+\]\])", re.DOTALL | re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))|(\S+)""")
_CAPTION = re.compile(r"\[(caption|wp_caption)\b([^\]]*)\](.*?)\[/\1\]", re.DOTALL | re.IGNORECASE)
_ENCLOSING = re.compile(r"\[(embed|video|audio|youtube|vimeo)\b([^\]]*)\]([^\[]*)\[/\1\]", re.IGNORECASE)
_ALONE = re.compile(
    r"\[(gallery|playlist|embed|video|audio|youtube|vimeo|dailymotion|soundcloud)\b([^\]]*?)/?\]", re.IGNORECASE
)
_PAIR = re.compile(r"\[([a-z][\w-]*)((?:\s[^\]\[]*)?)\](.*?)\[/\1\]", re.DOTALL | re.IGNORECASE)
_LEFT = re.compile(r"\[([a-z][\w-]*)((?:\s+[\w-]+\s*=[^\]\[]*)|\s*/)?\]", re.IGNORECASE)
_IMAGE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'\]]+")
_CODE = re.compile(r"\[code\b[^\]]*\](.*?)\[/code\]", re.DOTALL | re.IGNORECASE)


def carry(content: str, reading: Reading, attached: Callable[[list[str]], list[str]]) -> str:
    """`content` without the codes that could be carried; `attached` gives the addresses of files by
    their ids, without ids those of the post's own.
    """
    pieces = _AS_TYPED.split(content)
    for number, piece in enumerate(pieces):
        pieces[number] = _typed(piece) if number % 2 else _carry(piece, reading, attached)
    return "".join(pieces)


def _typed(piece: str) -> str:
    if piece.startswith("[["):
        return piece[1:-1]
    found = _CODE.fullmatch(piece)
    return f"<pre>{html.escape(html.unescape(found[1]), quote=False)}</pre>" if found else piece


def _carry(text: str, reading: Reading, attached: Callable[[list[str]], list[str]]) -> str:
    if "[" not in text:
        return text
    text = _CAPTION.sub(_caption, text)
    text = _ENCLOSING.sub(lambda code: _alone(code[1], f"{code[2]} {code[3]}", attached), text)
    text = _ALONE.sub(lambda code: _alone(code[1], code[2], attached), text)
    before = ""
    while before != text:
        before = text
        text = _PAIR.sub(lambda code: _inner(code, reading), text)
    for code in _LEFT.finditer(text):
        if code[2] or "-" in code[1] or "_" in code[1]:  # [sic] and [1] are words
            reading.remark(Kind.SHORTCODE, f"[{code[1]}]")
    return text


def _inner(code: re.Match[str], reading: Reading) -> str:
    reading.remark(Kind.SHORTCODE, f"[{code[1]}]")
    return code[3]


def _caption(code: re.Match[str]) -> str:
    picture = _IMAGE.search(code[3])
    said = attributes(code[2]).get("caption", "") or (code[3][picture.end() :].strip() if picture else "")
    if not picture:
        return code[3]
    return f"\n\n<figure>{picture[0]}<figcaption>{said}</figcaption></figure>\n\n"


def _alone(name: str, said: str, attached: Callable[[list[str]], list[str]]) -> str:
    given = attributes(said)
    if name.lower() in {"gallery", "playlist"}:
        files = attached(re.findall(r"\d+", given.get("ids", given.get("include", ""))))
        shown = '<img src="{}">' if name.lower() == "gallery" else '<audio src="{}"></audio>'
        return "\n\n" + "".join(shown.format(html.escape(address)) for address in files) + "\n\n"
    address = _ADDRESS.search(html.unescape(said).replace("”", '"').replace("″", '"'))
    return f"\n\n{html.escape(address[0])}\n\n" if address else ""


def attributes(said: str) -> dict[str, str]:
    """The attributes of a code; those without a name are left out."""
    plain = html.unescape(said).replace("“", '"').replace("”", '"').replace("″", '"')
    return {
        found[1].lower(): found[2] or found[3] or found[4] or ""
        for found in _ATTRIBUTE.finditer(plain)
        if found[1]
    }  # fmt: skip
