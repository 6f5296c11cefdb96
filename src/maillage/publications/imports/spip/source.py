"""A SPIP base, opened: its tree at once, its texts one by one."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from maillage.publications.imports.addresses import host_of
from maillage.publications.imports.days import day_of
from maillage.publications.imports.files import Beside
from maillage.publications.imports.languages import ours
from maillage.publications.imports.markup import Reading, cut, tidy
from maillage.publications.imports.remarks import Kind, Remarks
from maillage.publications.imports.spip import rows
from maillage.publications.imports.spip.addresses import Addresses
from maillage.publications.imports.spip.base import Base
from maillage.publications.imports.spip.files import SHOWN, Documents
from maillage.publications.imports.spip.typography.links import Target
from maillage.publications.imports.spip.typography.text import Shortcuts, languages_in, plain
from maillage.publications.imports.tree import Article, Entry, Forward, Media, Picture, Rubric, Site, Text

_SHORT = re.compile(
    r"(art|article|rub|rubrique|br|breve|mot|aut|auteur|site|doc|document|img|im|image|emb)?\s*(\d+)(#.*)?"
)
_WHOLE = {"art": "article", "": "article", "rub": "rubrique", "br": "breve", "aut": "auteur"}
_FILES = {"doc", "document", "img", "im", "image", "emb"}
LONG_STANDFIRST = 800


class Spip:
    """See `tree.Source`. `name` recognises the site when its base does not say its address."""

    def __init__(self, path: Path, *, media: Path | None = None, name: str = "", language: str = "") -> None:
        self.remarks = Remarks()
        self._base = Base(path)
        meta = {row["nom"]: row["valeur"] for row in self._base.rows("meta", "nom", "valeur")}
        self.site = _site(meta, self.remarks, name or path.stem, language)
        self._beside = Beside(media, path.parent)
        self._documents = Documents(self._base, self._beside, self.site.language, self.remarks)
        self._linked = self._base.pairs("documents_liens", "id_document", "article")
        self._addresses = Addresses(self._base, urlsplit(self.site.address).path, meta.get("type_urls", ""))
        self.forwards: list[Forward] = []
        self.entries: dict[str, Entry] = {}
        self.entries = {entry.key: entry for entry in self._entries()}
        self.rubrics = _in_order({rubric.key: rubric for rubric in self._rubrics()})
        with override(self.site.language):
            for entry in self.entries.values():  # filed under a rubric that is gone
                self.rubrics.setdefault(entry.rubric, Rubric(entry.rubric, _("Unsorted")))
        self._remark_what_stays()

    @property
    def media(self) -> dict[str, Media]:
        return self._documents.media

    # ── the tree ────────────────────────────────────────────────────────────

    def _rubrics(self) -> Iterator[Rubric]:
        for row in self._base.rows("rubriques", *rows.RUBRIC, order="titre"):
            key = f"rubrique:{row['id_rubrique']}"
            language = ours(row["lang"]) or self.site.language
            spoken = dict.fromkeys([language, *filter(None, map(ours, languages_in(row["titre"])))])
            yield Rubric(
                key=key,
                title=plain(row["titre"], language) or key,
                parent=f"rubrique:{row['id_parent']}" if row["id_parent"] not in {"", "0"} else "",
                introduction=self._introduction(row, language),
                language=language,
                addresses=self._addresses.of(key),
                titles={code: plain(row["titre"], code) for code in spoken},
            )

    def _introduction(self, row: dict[str, str], language: str) -> str:
        reading = Reading(plain(row["titre"], language), self.site.base, self.file_at, self.remarks)
        body = cut(self._shortcuts(reading, language, set()).to_html(row["texte"] or row["descriptif"]), reading)
        for block in body:
            if not isinstance(block, Text):
                reading.remark(Kind.INTRODUCTION, type(block).__name__.lower())
        return "".join(block.html for block in body if isinstance(block, Text))

    def _entries(self) -> Iterator[Entry]:
        for row in self._base.rows("articles", *rows.ARTICLE, order="id_article"):
            if row["statut"] not in rows.STATES:
                self.remarks.add(Kind.NOT_PUBLISHED, row["statut"])
                continue
            key = f"article:{row['id_article']}"
            if target := rows.forwards_to(row):
                self._forward(key, plain(row["titre"], self.site.language), target)
                continue
            for number, language in enumerate(self._languages(row)):
                yield self._entry(row, key if number == 0 else f"{key}:{language}", language, first=number == 0)

    def _entry(self, row: dict[str, str], key: str, language: str, *, first: bool) -> Entry:
        own = f"article:{row['id_article']}"
        title = plain(row["titre"], language)
        if not title:
            title = " ".join(plain(row["texte"][:400], language).split()[:8]) or own
            self.remarks.add(Kind.NO_TITLE, where=title)
        grouped = row["id_trad"] not in {"", "0"}
        return Entry(
            key=key,
            title=title,
            rubric=f"rubrique:{row['id_rubrique']}",
            language=language,
            group=f"trad:{row['id_trad']}" if grouped else own,
            addresses=self._addresses.of(own) if first else (),
        )

    def _languages(self, row: dict[str, str]) -> list[str]:
        """Its own language; those of <multi> when its text is said in several."""
        if row["lang"] and not ours(row["lang"]):
            self.remarks.add(Kind.LANGUAGE, row["lang"], plain(row["titre"], self.site.language))
        spoken = list(dict.fromkeys(filter(None, map(ours, languages_in(row["texte"])))))
        own = ours(row["lang"]) or self.site.language
        return sorted(spoken, key=lambda code: code != own) if spoken else [own]

    def _forward(self, key: str, title: str, target: str) -> None:
        found = self._resolve(target)
        address = urljoin(self.site.base, found.address if found else target)
        self.remarks.add(Kind.FORWARDED, address, title)
        inside = self._addresses.key_at(address) if self._is_here(address) else None
        for path in self._addresses.of(key):
            self.forwards.append(Forward(path, key=inside or "", address="" if inside else address))

    def _remark_what_stays(self) -> None:
        if comments := self._base.count("forum"):
            self.remarks.add(Kind.COMMENTS, times=comments)
        for table, name in rows.LEFT_OUT.items():
            if times := self._base.count(table):
                self.remarks.add(Kind.NOT_CARRIED, name, times=times)

    # ── the texts ───────────────────────────────────────────────────────────

    def articles(self, remarks: Remarks) -> Iterator[Article]:
        names = {row["id_auteur"]: plain(row["nom"], "") for row in self._base.rows("auteurs", "id_auteur", "nom")}
        words = {row["id_mot"]: row["titre"] for row in self._base.rows("mots", "id_mot", "titre")}
        authors = self._base.pairs("auteurs_liens", "id_auteur", "article")
        keywords = self._base.pairs("mots_liens", "id_mot", "article")
        for row in self._base.rows("articles", *rows.ARTICLE, order="id_article"):
            own = f"article:{row['id_article']}"
            for key in [own, *(f"{own}:{code}" for code, _name in settings.LANGUAGES)]:
                if entry := self.entries.get(key):
                    yield self._article(
                        row,
                        entry,
                        remarks,
                        authors=[names[n] for n in authors.get(row["id_article"], []) if names.get(n)],
                        themes=[
                            plain(words[n], entry.language) for n in keywords.get(row["id_article"], []) if n in words
                        ],
                    )

    def _article(
        self, row: dict[str, str], entry: Entry, remarks: Remarks, *, authors: list[str], themes: list[str]
    ) -> Article:
        reading = Reading(entry.title, self.site.base, self.file_at, remarks)
        used: set[str] = set()
        shortcuts = self._shortcuts(reading, entry.language, used)
        head = shortcuts.to_html(row["chapo"])
        is_plain = (
            len(head) <= LONG_STANDFIRST and not re.search(r"<(?:a|img|ul|ol|object)\b", head) and not shortcuts.notes
        )
        texts = ["" if is_plain else head, shortcuts.to_html(row["texte"]), self._postscript(row, shortcuts)]
        linked = self._linked.get(row["id_article"], [])
        attached = [self._documents.shown(n, with_words=True) or "" for n in self._documents.attached(linked, used)]
        day = day_of(row["date"])
        state, remark = rows.state_of(row, day)
        if remark:
            reading.remark(remark)
        logo = self._documents.logo_of("art", row["id_article"], linked)
        return Article(
            entry=entry,
            state=state,
            body=cut(_titles(row, shortcuts) + "".join([*texts, *attached]), reading),
            standfirst=tidy.plain(head if is_plain else shortcuts.line(row["descriptif"])),
            picture=Picture(logo) if logo else None,
            published_on=day,
            authors=tuple(authors),
            themes=tuple(dict.fromkeys(themes)),
            footnotes=tuple(tidy.inline(note) for note in shortcuts.notes),
            further=_further(row, entry.language),
        )

    def _postscript(self, row: dict[str, str], shortcuts: Shortcuts) -> str:
        return f"<h2>P.-S.</h2>{shortcuts.to_html(row['ps'])}" if row["ps"].strip() else ""

    def _shortcuts(self, reading: Reading, language: str, used: set[str]) -> Shortcuts:
        def model(name: str, number: str, options: str) -> str | None:
            shown = self._documents.shown(number, with_words=name != "img") if name in SHOWN else None
            if shown is None:
                reading.remark(Kind.MODEL, f"<{name}{number}{'|' + options if options else ''}>")
            else:
                used.add(number)
            return shown

        def resolve(target: str) -> Target | None:
            found = _SHORT.fullmatch(target)
            if found and found[1] in _FILES:
                used.add(found[2])
            return self._resolve(target)

        return Shortcuts(resolve, model, language)

    # ── addresses ───────────────────────────────────────────────────────────

    def _resolve(self, target: str) -> Target | None:
        found = _SHORT.fullmatch(target)
        if not found:
            return None
        kind, number = found[1] or "", found[2]
        if kind in _FILES:
            media = self.media.get(f"document:{number}")
            return Target(f"document{number}", media.title if media else "")
        kind = _WHOLE.get(kind, kind)
        entry = self.entries.get(f"{kind}:{number}")
        return Target(f"spip.php?{kind}{number}{found[3] or ''}", entry.title if entry else "")

    def file_at(self, address: str) -> str | None:
        return self._documents.key_of(address) if self._is_here(address) else None

    def key_at(self, address: str) -> str | None:
        if not self._is_here(address):
            return None
        return self._addresses.key_at(address)

    def _is_here(self, address: str) -> bool:
        return host_of(address) in {"", host_of(self.site.base)}


def _titles(row: dict[str, str], shortcuts: Shortcuts) -> str:
    """What stands above and below the title is said first."""
    said = [shortcuts.line(row[name]) for name in ("surtitre", "soustitre") if row[name].strip()]
    return "".join(f"<p><b>{words}</b></p>" for words in said)


def _further(row: dict[str, str], language: str) -> str:
    if not row["url_site"].startswith(("http://", "https://")):
        return ""
    words = html.escape(plain(row["nom_site"], language) or row["url_site"], quote=False)
    return tidy.rich(f'<p><a href="{html.escape(row["url_site"])}">{words}</a></p>')


def _in_order(rubrics: dict[str, Rubric]) -> dict[str, Rubric]:
    """Parents first; what stands in itself, or in nothing that is there, stands at the top."""
    found: dict[str, Rubric] = {}

    def put(rubric: Rubric, below: frozenset[str]) -> None:
        parent = rubrics.get(rubric.parent)
        if parent and parent.key not in found and parent.key not in below:
            put(parent, below | {rubric.key})
        if rubric.key not in found:
            found[rubric.key] = rubric

    for rubric in rubrics.values():
        put(rubric, frozenset({rubric.key}))
    return found


def _site(meta: dict[str, str], remarks: Remarks, name: str, language: str) -> Site:
    address = meta.get("adresse_site", "")
    if not host_of(address):
        remarks.add(Kind.NAMED_BY_FILE, name)
        address = ""
    said = meta.get("langue_site", "")
    if said and not ours(said) and not language:
        remarks.add(Kind.LANGUAGE, said)
    return Site(
        program="spip",
        key=(host_of(address) + urlsplit(address).path.rstrip("/")) if address else name,
        title=plain(meta.get("nom_site", ""), language) or host_of(address) or name,
        address=address if not address or address.endswith("/") else address + "/",
        language=language or ours(said) or settings.LANGUAGE_CODE,
    )
