"""Documents and pictures of a SPIP site: what <img12> shows, what lies in IMG."""

import html
import re

from maillage.publications.imports.files import Beside
from maillage.publications.imports.markup.films import film_at
from maillage.publications.imports.remarks import Kind, Remarks
from maillage.publications.imports.spip.base import Base
from maillage.publications.imports.spip.typography.text import plain
from maillage.publications.imports.tree import Media

PICTURES = {"jpg", "jpeg", "png", "gif", "webp", "svg", "bmp", "tif", "tiff"}
SHOWN = {"img", "image", "doc", "document", "emb", "video", "audio"}
_DOCUMENT = re.compile(r"(?:^|/)(?:document|doc|image|img|im|emb)(\d+)$")
_COLUMNS = ("id_document", "extension", "titre", "descriptif", "fichier", "mode", "distant", "credits", "alt")
LOGO_ENDINGS = ("jpg", "png", "webp", "jpeg", "gif")


class Documents:
    """`media` holds those of the site; `key_of` finds one by the address that our HTML gives it: "document12"."""

    def __init__(self, base: Base, beside: Beside, language: str, remarks: Remarks) -> None:
        self._beside, self._language = beside, language
        self._rows = {row["id_document"]: row for row in base.rows("documents", *_COLUMNS, order="id_document")}
        self.media = {f"document:{number}": self._media(number, row) for number, row in self._rows.items()}
        for key, media in self.media.items():
            row = self._rows[key.partition(":")[2]]
            if media.path is None and row["distant"] != "oui" and row["mode"] != "vignette":
                remarks.add(Kind.MEDIA_MISSING, row["fichier"])

    def key_of(self, address: str) -> str | None:
        found = _DOCUMENT.search(address.partition("?")[0])
        key = f"document:{found[1]}" if found else ""
        if not found and (path := self._beside.find(address)) and "IMG" in address:
            key = f"file:{address.partition('IMG/')[2]}"
            self.media.setdefault(key, Media(key, path, title=path.stem))
        return key if key in self.media and self.media[key].path else None

    def logo_of(self, kind: str, number: str, linked: list[str]) -> str | None:
        """The picture of an article or a rubric: a document of that role, or IMG/arton12.jpg in older versions."""
        for document in linked:
            if self._rows.get(document, {}).get("mode") == "logoon":
                return f"document:{document}"
        for ending in LOGO_ENDINGS:
            if path := self._beside.find(f"IMG/{kind}on{number}.{ending}"):
                key = f"logo:{kind}{number}"
                self.media[key] = Media(key, path)
                return key
        return None

    def attached(self, linked: list[str], used: set[str]) -> list[str]:
        """Of the documents linked to a text, those it does not show itself."""
        shown = [number for number in linked if number not in used and number in self._rows]
        return [n for n in shown if self._rows[n]["mode"] not in {"vignette", "logoon", "logooff"}]

    def shown(self, number: str, *, with_words: bool) -> str | None:
        """A document as HTML, None for one that is not there."""
        row = self._rows.get(number)
        if row is None:
            return None
        title = plain(row["titre"], self._language)
        caption = " — ".join(words for words in (title, plain(row["descriptif"], self._language)) if words)
        if row["distant"] == "oui":
            return self._distant(row["fichier"], title)
        if row["extension"].lower() in PICTURES:
            said = f"<figcaption>{html.escape(caption, quote=False)}</figcaption>" if with_words and caption else ""
            return f'<figure><img src="document{number}" alt="{html.escape(self._alt(row))}">{said}</figure>'
        name = html.escape(title or row["fichier"].rpartition("/")[2])
        if self.media[f"document:{number}"].path is None:
            return f"<p>{name}</p>"
        return f'<p><object data="document{number}" title="{name}"></object></p>'

    def _distant(self, address: str, title: str) -> str:
        safe = html.escape(address)
        if film_at(address):
            return f'<p><object data="{safe}" title="{html.escape(title)}"></object></p>'
        return f'<p><a href="{safe}">{html.escape(title or address, quote=False)}</a></p>'

    def _alt(self, row: dict[str, str]) -> str:
        return plain(row["alt"], self._language) or plain(row["titre"], self._language)

    def _media(self, number: str, row: dict[str, str]) -> Media:
        near = row["distant"] != "oui"
        return Media(
            key=f"document:{number}",
            path=self._beside.find(f"IMG/{row['fichier'].removeprefix('IMG/')}") if near else None,
            title=plain(row["titre"], self._language),
            alt=plain(row["alt"], self._language),
            credit=plain(row["credits"], self._language),
        )
