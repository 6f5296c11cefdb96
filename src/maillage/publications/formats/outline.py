"""The headings of a text: an address for each, and from them its table of contents. And how long it takes to read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from django.utils.html import escape, strip_tags
from django.utils.text import slugify

WORDS_A_MINUTE = 200
LONG = 3  # headings from which a table of contents helps
_HEADING = re.compile(r"<h([23])([^>]*)>(.*?)</h\1>", re.DOTALL)
_CALL = re.compile(r'<sup class="note-call">.*?</sup>', re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Heading:
    """level: 2 or 3. anchor: the id of the heading, kept as long as its words are."""

    level: int
    words: str
    anchor: str


@dataclass(frozen=True)
class Section:
    """A heading of level 2 and those below it; a text that begins with level 3 has them at the top."""

    heading: Heading
    below: Sequence[Heading]


@dataclass(frozen=True)
class LaidOut:
    """`html` with an id on each heading. minutes: at least one."""

    html: str
    headings: Sequence[Heading]
    minutes: int

    @property
    def contents(self) -> list[Section]:
        """The table of contents; empty where the text is too short to need one."""
        if len(self.headings) < LONG:
            return []
        sections: list[Section] = []
        for heading in self.headings:
            if heading.level > 2 and sections and sections[-1].heading.level == 2:  # noqa: PLR2004 -- h2
                sections[-1] = Section(sections[-1].heading, [*sections[-1].below, heading])
            else:
                sections.append(Section(heading, []))
        return sections


def lay_out(html: str, *, taken: Sequence[str] = ("content",)) -> LaidOut:
    """`html` is clean rich text with its blocks; `taken`: ids that stand elsewhere in the page."""
    headings: list[Heading] = []
    used = set(taken)

    def mark(match: re.Match[str]) -> str:
        words = " ".join(unescape(strip_tags(_CALL.sub("", match[3]))).split())
        if not words or " id=" in match[2]:  # nothing to lead to, or the heading of a block that knows its own
            return match[0]
        anchor = _free(slugify(words, allow_unicode=True)[:60].strip("-") or "part", used)
        used.add(anchor)
        headings.append(Heading(int(match[1]), words, anchor))
        return f'<h{match[1]} id="{escape(anchor)}"{match[2]}>{match[3]}</h{match[1]}>'

    marked = _HEADING.sub(mark, html)
    return LaidOut(marked, headings, minutes(html))


def minutes(html: str) -> int:
    return max(1, round(len(_WORD.findall(unescape(strip_tags(html)))) / WORDS_A_MINUTE))


def _free(anchor: str, used: set[str]) -> str:
    """`anchor`, with a number when the text has the same heading twice."""
    if anchor not in used:
        return anchor
    return next(name for number in range(2, len(used) + 3) if (name := f"{anchor}-{number}") not in used)
