"""An article as it will be written here, before anything has a number: what two imports compare."""

import hashlib
import html as entities
import json
import re
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from maillage.publications.imports.addresses import host_of
from maillage.publications.imports.files import is_picture
from maillage.publications.imports.lookups import Names
from maillage.publications.imports.remarks import Kind, Remarks
from maillage.publications.imports.tree import (
    NOWHERE,
    Article,
    Block,
    Document,
    Entry,
    Picture,
    Quote,
    Source,
    Table,
    Text,
    Video,
)

LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
KEYED = "key:"  # an address that will be a page, a document; the rest is its key
KEYED_LINK = re.compile(f'<a href="{KEYED}([^"]*)">')


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything an import writes of one article. Links to what comes along are `key:…`; so are pictures and files."""

    title: str
    language: str
    live: bool
    standfirst: str
    published_on: str
    picture: dict[str, str]
    body: tuple[dict[str, Any], ...]
    footnotes: tuple[str, ...]
    further: str
    themes: tuple[int, ...]
    authors: tuple[tuple[str, int | None], ...]

    def fingerprint(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


class Drafter:
    def __init__(self, source: Source, remarks: Remarks) -> None:
        self._source, self._remarks, self._names = source, remarks, Names()

    def draft(self, article: Article) -> Draft:
        entry = article.entry
        authors = [name[:200] for name in article.authors]
        return Draft(
            title=entry.title[:255],
            language=entry.language,
            live=article.state == "live",
            standfirst=article.standfirst,
            published_on=self._day(article),
            picture=self._featured(article),
            body=tuple(block for part in article.body if (block := self._block(part, entry))),
            footnotes=tuple(self.linked(note, entry) for note in article.footnotes),
            further=self.linked(article.further, entry),
            themes=tuple(sorted(self._names.themes(article.themes, entry.title, self._remarks))),
            authors=tuple((name, self._names.organisation(name, self._remarks)) for name in dict.fromkeys(authors)),
        )

    def linked(self, html: str, entry: Entry) -> str:
        """`html` with the links that can be kept; a link into a site without address keeps its words."""

        def link(found: re.Match[str]) -> str:
            address, words = entities.unescape(found[1]), found[2]
            if key := self._key(address, entry.language):
                return f'<a href="{KEYED}{entities.escape(key)}">{words}</a>'
            if self._source.key_at(address) or host_of(address) in {host_of(self._source.site.base), host_of(NOWHERE)}:
                self._remarks.add(Kind.LINK_OUT, address, entry.title)
            return words if urlsplit(address).hostname == urlsplit(NOWHERE).hostname else found[0]

        return LINK.sub(link, html)

    def _key(self, address: str, language: str) -> str | None:
        """The key of the page or the file at `address`, if it comes along."""
        if file := self._source.media.get(self._source.file_at(address) or ""):
            return file.key if file.path and not is_picture(file.path) else None
        key = self._source.key_at(address)
        if key is None:
            return None
        if f"{key}:{language}" in self._source.entries:
            return f"{key}:{language}"
        return key if key in self._source.entries or key in self._source.rubrics else None

    def _day(self, article: Article) -> str:
        if article.published_on is None:
            self._remarks.add(Kind.NO_DATE, where=article.entry.title)
            return ""
        return article.published_on.isoformat()

    # ── blocks ──────────────────────────────────────────────────────────────

    def _block(self, block: Block, entry: Entry) -> dict[str, Any] | None:
        match block:
            case Text():
                return {"type": "text", "value": self.linked(block.html, entry)}
            case Quote():
                value = {"text": self.linked(block.html, entry), "source": block.source[:250], "url": ""}
                return {"type": "quote", "value": value}
            case Picture():
                return {"type": "picture", "value": self._picture(block, entry)}
            case Document():
                title = (block.title or self._source.media[block.media].title)[:250]
                return {"type": "document", "value": {"document": block.media, "title": title, "about": ""}}
            case Video():
                title = (block.title or entry.title)[:250]
                return {
                    "type": "video",
                    "value": {"url": block.address, "title": title, "still": None, "transcript": ""},
                }
            case Table():
                self._remarks.add(Kind.TABLE, where=entry.title)
                return {"type": "text", "value": self.linked(as_list(block), entry)}

    def _featured(self, article: Article) -> dict[str, str]:
        """The picture above the text; {} without one, or when its file is not beside the export."""
        there = article.picture and self._source.media[article.picture.media].path
        return self._picture(article.picture, article.entry) if article.picture and there else {}

    def _picture(self, picture: Picture, entry: Entry) -> dict[str, str]:
        media = self._source.media[picture.media]
        alternative = picture.alt or media.alt
        if not alternative:
            alternative = picture.caption or media.caption or media.title or (media.path.stem if media.path else "")
            self._remarks.add(Kind.ALT_MISSING, picture.media, entry.title)
        credit = picture.credit or media.credit
        if not credit:
            credit = self._source.site.title
            self._remarks.add(Kind.CREDIT_MISSING, picture.media, entry.title)
        caption = picture.caption or media.caption
        return {
            "image": picture.media,
            "alternative": alternative[:250],
            "credit": credit[:250],
            "caption": caption[:500],
        }


def linked_keys(html: str) -> list[str]:
    """The keys that the links of a drafted text lead to."""
    return [entities.unescape(key) for key in KEYED_LINK.findall(html)]


def as_list(table: Table) -> str:
    """One line for each row; with the names of the columns when the first row says them."""
    heads, rows = (table.rows[0], table.rows[1:]) if table.heads else ((), table.rows)
    lines = []
    for row in rows:
        cells = [
            f"{heads[number]}: {cell}" if number < len(heads) and heads[number] and number else cell
            for number, cell in enumerate(row)
            if cell
        ]
        lines.append(f"<li>{'; '.join(cells) if heads else ' — '.join(cells)}</li>")
    caption = f"<p><b>{entities.escape(table.caption, quote=False)}</b></p>" if table.caption else ""
    return f"{caption}<ul>{''.join(lines)}</ul>"
