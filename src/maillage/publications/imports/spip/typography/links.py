"""Links, notes, abbreviations, the glossary and the models in angle brackets."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from babel import localedata

from maillage.publications.imports.spip.typography.kept import Kept

_NOTE = re.compile(r"\[\[(?:\s*<([^<>'\"]*)>)?(.*?)\]\](?!\])", re.DOTALL)
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*?)->(?:>)?([^\[\]]*)\]", re.DOTALL)
_TONGUE = re.compile(r"\{([a-z]{2,3}(?:_[a-z]+)?)\}$")
_ANCHOR = re.compile(r"\[#?([\w-]+)<-\]")
_ABBREVIATION = re.compile(r"\[([^\[\]|<>]{1,60})\|([^\[\]<>]+?)(?:\{\w+\})?\]")
_GLOSSARY = re.compile(r"\[\?\s*([^\[\]|#]+?)(?:\|[^\[\]]*|#\w*)*\]")
_MODEL = re.compile(r"<([a-z_-]{3,})\s*(\d*)\s*(\|[^<>]*)?\s*/?>", re.IGNORECASE)
_ANGLED = re.compile(r"<(https?://[^<>\s]+)>")
_BARE = re.compile(
    r"""(?<![\w"'=>/])((?:https?://|www\.)[^\s<>"'\ue000-\ue002\[\]{}|]+[^\s<>"'\ue000-\ue002\[\]{}|.,;:!?)])"""
)
_MAIL = re.compile(r"^(?:mailto:)?([^\s@/]+@[^\s@/]+\.[a-z]+)(\?.*)?$", re.IGNORECASE)
_EMPHASIS = re.compile(r"[{}]+|<[^>]*>")
# tags that are HTML, not models, although nothing but their name stands in them
_WITH_A_NUMBER = re.compile(r"^h[1-6]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a shortcut leads: an address, and the title to show when the link has no words of its own."""

    address: str
    title: str = ""


Resolve = Callable[[str], Target | None]
Model = Callable[[str, str, str], str | None]


def take_notes(text: str, call: Callable[[str, str], str]) -> str:
    """`call(name, words)` gives what stands in the place of a note."""
    return _NOTE.sub(lambda note: call((note[1] or "") if note[1] is not None else "\0", note[2].strip()), text)


def take_models(text: str, kept: Kept, model: Model) -> str:
    """<img12|left>, <doc3>: what `model` makes of them; unknown ones stay as text."""

    def put(found: re.Match[str]) -> str:
        if not (found[2] or found[3]) or _WITH_A_NUMBER.match(found[1] + found[2]):
            return found[0]
        made = model(found[1].lower(), found[2], (found[3] or "").strip("|"))
        if made is None:
            return kept.keep(html.escape(found[0], quote=False))
        return kept.keep(made, block=made.startswith(("<figure", "<div", "<p", "<blockquote")))

    return _MODEL.sub(put, text)


def take_links(text: str, kept: Kept, resolve: Resolve, words: Callable[[str], str], language: str) -> str:
    text = _ANCHOR.sub("", text)
    text = _GLOSSARY.sub(lambda term: kept.keep(_encyclopedia(term[1], language)), text)
    text = _LINK.sub(lambda link: _link(link[1], link[2], kept, resolve, words), text)
    text = _ABBREVIATION.sub(lambda abbr: kept.keep(f'<abbr title="{html.escape(abbr[2])}">{abbr[1]}</abbr>'), text)
    text = _ANGLED.sub(lambda link: f"&lt;{kept.keep(_anchor(link[1], link[1]))}&gt;", text)
    return _BARE.sub(lambda link: kept.keep(_anchor(_whole(link[1]), link[1])), text)


def _link(said: str, target: str, kept: Kept, resolve: Resolve, words: Callable[[str], str]) -> str:
    shown, title = _titled(said)
    target = html.unescape(kept.give_back(target).strip())
    known = resolve(target)
    mail = _MAIL.match(target)
    address = known.address if known else f"mailto:{mail[1]}{mail[2] or ''}" if mail else _whole(target)
    inside = words(shown).strip() or html.escape((known and known.title) or (mail[1] if mail else target), quote=False)
    said_title = _EMPHASIS.sub("", kept.give_back(title))
    begin = kept.keep(f'<a href="{html.escape(address)}"' + (f' title="{html.escape(said_title)}">' if title else ">"))
    return f"{begin}{kept.keep(inside)}{kept.keep('</a>')}"


def _titled(said: str) -> tuple[str, str]:
    """The words and the title of "words|title{fr}"; a bar before anything else than a title belongs to the words."""
    tongue = _TONGUE.search(said)
    if tongue and localedata.exists(tongue[1]):
        said = said[: tongue.start()]
    else:
        tongue = None
    words, _bar, title = said.partition("|")
    if "<" in title or (title.startswith("{") and not words):
        return said, ""
    return words, title


def _whole(address: str) -> str:
    return f"http://{address}" if address.startswith("www.") else address


def _anchor(address: str, shown: str) -> str:
    return f'<a href="{html.escape(html.unescape(address))}">{html.escape(html.unescape(shown), quote=False)}</a>'


def _encyclopedia(term: str, language: str) -> str:
    """SPIP's glossary is Wikipedia unless a site says otherwise."""
    page = quote(term.strip().replace(" ", "_"))
    return (
        f'<a href="https://{language or "fr"}.wikipedia.org/wiki/{page}">{html.escape(term.strip(), quote=False)}</a>'
    )
