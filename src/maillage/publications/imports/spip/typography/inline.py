"""Within a line: italics, bold, non-breaking spaces, the spaces of French."""

import re

_BOLD = re.compile(r"\{\{((?:[^{}]|\{[^{}]*\})+)\}\}", re.DOTALL)
_ITALIC = re.compile(r"\{([^{}]+)\}", re.DOTALL)
_EMPTY = re.compile(r"\{\{\}\}|\{\}")
_TAGS = re.compile(r"(<[^<>]+>|\ue000\d+\ue001)")
_BEFORE = re.compile(r"(?:(?<=[^\s\[<(!?.\xa0~])[ \xa0~]*|^[ \xa0~]+)([!?][!?.]*)")
_COLON = re.compile(r"[ \xa0~]*(:|»|(?<=\d)[ \xa0~]*%)(?=\W|$)")
_SEMICOLON = re.compile(r"[ \xa0~]+;")
_GUILLEMET = re.compile(r"«[ \xa0~]*")
NBSP = "\xa0"


def emphasised(text: str) -> str:
    """{italics} and {{bold}}; braces that hold nothing or have no partner stay."""
    text = _EMPTY.sub(lambda empty: empty[0].replace("{", "&#123;").replace("}", "&#125;"), text)
    bold = _BOLD.sub(r"<strong>\1</strong>", text)
    found = _ITALIC.sub(r"<i>\1</i>", bold)
    if "{" in found and bold.count("{{") == bold.count("}}") and bold.count("{") == bold.count("}"):  # {a {{b} c}}
        found = bold.replace("{{", "<strong>").replace("}}", "</strong>").replace("{", "<i>").replace("}", "</i>")
    return found


def spaced(text: str, language: str) -> str:
    """Spaces that do not break; in French also those before high punctuation. Tags are not touched."""
    pieces = _TAGS.split(text)
    french = language == "fr"
    return "".join(piece if number % 2 else _spaced(piece, french=french) for number, piece in enumerate(pieces))


def _spaced(text: str, *, french: bool) -> str:
    text = text.replace("&nbsp;", NBSP)
    if french:
        text = _BEFORE.sub(NBSP + r"\1", text)
        text = _COLON.sub(lambda mark: NBSP + mark[1].strip(" ~"), text)
        text = _SEMICOLON.sub(NBSP + ";", text)
        text = _GUILLEMET.sub("«" + NBSP, text)
    return re.sub(f"{NBSP}+", NBSP, text.replace("~", NBSP))
