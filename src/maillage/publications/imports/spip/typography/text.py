"""One text of SPIP: what is said in which language, its notes, its blocks."""

import html
import re
from dataclasses import dataclass, field

from maillage.publications.imports.spip.typography import blocks, inline, links
from maillage.publications.imports.spip.typography.kept import Kept, take_raw, without_private

_MULTI = re.compile(r"<multi>(.*?)</multi>", re.DOTALL | re.IGNORECASE)
_TONGUE = re.compile(r"\[([a-z_]{2,10})\]")
_QUOTE = re.compile(r"<(quote|poesie|poetry)>((?:(?!<(?:quote|poesie|poetry)>).)*?)</\1>", re.DOTALL | re.IGNORECASE)
_TAG_WITH_SIGNS = re.compile(r"<\w[^<>|]*=[^<>]*[{}~][^<>]*>")  # an address with braces is no emphasis
_NUMBER = re.compile(r"^\s*\d+\.\s+")
DEEPEST = 20  # quotes in quotes


def in_language(text: str, language: str) -> str:
    """What <multi> says in `language`; else what it says first."""

    def choose(multi: re.Match[str]) -> str:
        pieces = _TONGUE.split(multi[1])
        said = dict(zip(pieces[1::2], (piece.strip() for piece in pieces[2::2]), strict=True))
        return said.get(language) or pieces[0].strip() or next(iter(said.values()), "")

    return _MULTI.sub(choose, text)


def languages_in(text: str) -> list[str]:
    return [code for multi in _MULTI.findall(text) for code in _TONGUE.findall(multi)]


def without_number(title: str) -> str:
    """SPIP sorts by "10. Title" and shows "Title"."""
    return _NUMBER.sub("", title).strip()


@dataclass(slots=True)
class Shortcuts:
    """Turns the texts of one article into HTML. `notes` are its footnotes (HTML), in the order of their numbers.

    resolve: "art12", "/page", "https://…" → where it leads, or None to take it as an address
    model:   name, number, options of <img12|left> → HTML, or None when it is unknown
    """

    resolve: links.Resolve
    model: links.Model
    language: str = ""
    notes: list[str] = field(default_factory=list)
    _named: dict[str, int] = field(default_factory=dict)

    def to_html(self, text: str) -> str:
        kept = Kept()
        text = without_private(in_language(text, self.language).replace("\r\n", "\n").replace("\r", "\n"))
        text = take_raw(text, kept, lambda inside: inside)
        text = links.take_notes(text, lambda name, words: self._call(name, kept.give_back(words)))
        return kept.give_back(self._to_blocks(self._tokens(text, kept), kept)).strip()

    def line(self, text: str) -> str:
        """`text` as one line of HTML."""
        kept = Kept()
        text = take_raw(without_private(in_language(text, self.language)), kept, lambda inside: inside)
        return kept.give_back(self._inline(self._tokens(text, kept)))

    def _tokens(self, text: str, kept: Kept) -> str:
        text = links.take_models(_TAG_WITH_SIGNS.sub(lambda tag: kept.keep(tag[0]), text), kept, self.model)
        return links.take_links(text, kept, self.resolve, self._inline, self.language)

    def _inline(self, text: str) -> str:
        return inline.emphasised(inline.spaced(text, self.language))

    def _to_blocks(self, text: str, kept: Kept) -> str:
        for _depth in range(DEEPEST):
            found = _QUOTE.search(text)
            if not found:
                break
            inside = (
                self._verse(found[2]) if found[1].lower() != "quote" else blocks.to_blocks(found[2], kept, self._inline)
            )
            quote = kept.keep(f"<blockquote>{inside}</blockquote>", block=True)
            text = f"{text[: found.start()]}{quote}{text[found.end() :]}"
        return blocks.to_blocks(text, kept, self._inline)

    def _verse(self, text: str) -> str:
        lines = [self._inline(line.strip()) for line in text.strip("\n").split("\n")]
        return "<p>" + "<br>\n".join(lines) + "</p>"

    def _call(self, name: str, words: str) -> str:
        """`name` is a zero character for a note that is numbered, "" for one without a call."""
        if name != "\0" and name in self._named and not words:
            return f"[^{self._named[name]}]"
        self.notes.append("")
        number = len(self.notes)
        self.notes[number - 1] = self.line(words)
        if name != "\0":
            self._named[name] = number
        return f"\xa0[^{number}]" if name else ""


def plain(text: str, language: str) -> str:
    """A title or a name: its words, without shortcuts."""
    words = Shortcuts(lambda _target: None, lambda *_model: None, language).line(
        without_number(in_language(text, language))
    )
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split())
