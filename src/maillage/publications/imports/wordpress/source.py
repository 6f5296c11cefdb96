"""A WordPress export, opened: its tree at once, its texts one by one."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from maillage.publications.imports.addresses import host_of, original, path_of, queried
from maillage.publications.imports.files import Beside
from maillage.publications.imports.languages import ours
from maillage.publications.imports.markup import Reading, cut, tidy
from maillage.publications.imports.remarks import Kind, Remarks
from maillage.publications.imports.tree import Article, Entry, Forward, Media, Picture, Rubric, Site, State
from maillage.publications.imports.wordpress import blocks, index, paragraphs, shortcodes
from maillage.publications.imports.wordpress.filing import Filing
from maillage.publications.imports.wordpress.notes import with_notes
from maillage.publications.imports.wordpress.records import Post
from maillage.publications.imports.wordpress.speech import group_of, language_of
from maillage.publications.imports.wordpress.xml import elements

STATES = {
    "publish": State.LIVE,
    "future": State.DRAFT,
    "draft": State.DRAFT,
    "pending": State.DRAFT,
    "private": State.DRAFT,
}
REMARKED = {"future": Kind.SCHEDULED, "pending": Kind.PROPOSED, "private": Kind.PRIVATE}


class WordPress:
    """See `tree.Source`. `name` recognises the site when its export does not say its address."""

    def __init__(self, path: Path, *, media: Path | None = None, name: str = "", language: str = "") -> None:
        self.remarks = Remarks()
        self._path = path
        self._index = index.read(path, self.remarks)
        self.site = _site(self._index.channel, self.remarks, name or path.stem, language)
        self._beside = Beside(media, path.parent)
        self.forwards: list[Forward] = []
        self.media: dict[str, Media] = {}
        self._by_path: dict[str, str] = {}
        self._attach()
        self._filing = Filing(self._index, self.site)
        self.entries = {entry.key: entry for entry in self._entries()}
        self.rubrics: dict[str, Rubric] = {
            rubric.key: rubric for rubric in self._filing.rubrics({entry.rubric for entry in self.entries.values()})
        }
        parts: list[Entry | Rubric] = [*self.entries.values(), *self.rubrics.values()]
        for part in parts:
            for address in part.addresses:
                self._by_path.setdefault(address, part.key)

    # ── the tree ────────────────────────────────────────────────────────────

    def _attach(self) -> None:
        for number, post in self._index.attachments.items():
            key = f"attachment:{number}"
            address = post.attachment or post.link
            found = self._beside.find(address)
            if found is None:
                self.remarks.add(Kind.MEDIA_MISSING, address)
            self.media[key] = Media(
                key,
                found,
                title=tidy.plain(post.title),
                alt=tidy.plain(post.meta.get("_wp_attachment_image_alt", "")),
                caption=tidy.plain(post.excerpt),
            )
            for path in {path_of(address), original(path_of(address)), path_of(post.link)} - {"", "/"}:
                self._by_path.setdefault(path, key)

    def _entries(self) -> Iterator[Entry]:
        originals = {post.meta.get("_icl_lang_duplicate_of", "") for post in self._index.posts.values()}
        for post in self._index.posts.values():
            if self._is_left_out(post):
                continue
            address = path_of(post.link)
            if address.startswith("/?"):
                self.remarks.add(Kind.ADDRESS, address, post.title)
            rubric = self._filing.rubric_of(post, self.remarks)
            if rubric == f"page:{post.number}":
                self.remarks.add(Kind.PAGE_WITH_PAGES, where=post.title)
            yield Entry(
                key=f"{post.type}:{post.number}",
                title=post.title,
                rubric=rubric,
                slug=unquote(post.slug),
                language=language_of(post, self.site.language),
                group=group_of(post, originals),
                addresses=(address,) if address and address != "/" and not address.startswith("/?") else (),
            )

    def _is_left_out(self, post: Post) -> bool:
        if post.has_password:
            self.remarks.add(Kind.PASSWORD, where=post.title)
        elif post.status not in STATES:
            self.remarks.add(Kind.NOT_PUBLISHED, post.status)
        else:
            return False
        return True

    # ── the texts ───────────────────────────────────────────────────────────

    def articles(self, remarks: Remarks) -> Iterator[Article]:
        without_number = 0
        waiting = dict(self.entries)
        for name, element, _replaced in elements(self._path):
            if name != "item":
                continue
            post = Post.of(element)
            if post.type in index.ARTICLES and not post.number:
                without_number += 1  # counted as in the first reading
            entry = waiting.pop(f"{post.type}:{post.number or f'without-number-{without_number}'}", None)
            if entry:
                yield self._article(post, entry, remarks)

    def _article(self, post: Post, entry: Entry, remarks: Remarks) -> Article:
        reading = Reading(entry.title, urljoin(self.site.base, post.link), self.file_at, remarks)
        if kind := REMARKED.get(post.status):
            reading.remark(kind)
        content = blocks.unfold(post.content, self._index.reusable, reading)
        content, notes = with_notes(content, post.meta.get("footnotes", ""))
        content = shortcodes.carry(content, reading, lambda ids: self._attached(ids, post.number))
        prepare = None if blocks.has_blocks(post.content) else paragraphs.part
        tags = post.categories.get("post_tag", {}) | post.categories.get("tag", {})
        return Article(
            entry=entry,
            state=STATES[post.status],
            body=cut(content, reading, prepare=prepare),
            standfirst=tidy.plain(post.excerpt),
            picture=self._featured(post),
            published_on=post.day,
            authors=tuple(name for name in [self._index.authors.get(post.creator, post.creator)] if name),
            themes=tuple(dict.fromkeys([*tags.values(), *self._filing.also_in(post, entry.rubric)])),
            footnotes=notes,
        )

    def _featured(self, post: Post) -> Picture | None:
        key = f"attachment:{post.meta.get('_thumbnail_id', '')}"
        return Picture(key) if key in self.media else None

    def _attached(self, ids: list[str], number: str) -> list[str]:
        """Addresses of the files `ids`; without ids, of those attached to the post."""
        files = self._index.attachments
        chosen = (
            [files[key] for key in ids if key in files] if ids else [f for f in files.values() if f.parent == number]
        )
        return [file.attachment or file.link for file in chosen]

    # ── addresses ───────────────────────────────────────────────────────────

    def file_at(self, address: str) -> str | None:
        """The key of the file at `address`, if it lies beside the export."""
        key = self.key_at(address)
        if key is None and self._is_here(address) and (found := self._beside.find(original(path_of(address)))):
            key = f"file:{original(path_of(address))}"
            self.media.setdefault(key, Media(key, found, title=found.stem))
        return key if key in self.media and self.media[key].path else None

    def key_at(self, address: str) -> str | None:
        if not address or not self._is_here(address):
            return None
        for name, kinds in (("attachment_id", ["attachment"]), ("p", ["post", "page"]), ("page_id", ["page"])):
            if number := queried(address, name):
                return next(
                    (key for kind in kinds if (key := f"{kind}:{number}") in self.entries or key in self.media), None
                )
        path = path_of(address).partition("?")[0]
        return self._by_path.get(path) or self._by_path.get(original(path))

    def _is_here(self, address: str) -> bool:
        return host_of(address) in {"", host_of(self.site.base)}


def _site(channel: dict[str, str], remarks: Remarks, name: str, language: str) -> Site:
    address = next((channel[n] for n in ("wp:base_blog_url", "link", "wp:base_site_url") if channel.get(n)), "")
    if not urlsplit(address).hostname:
        remarks.add(Kind.NAMED_BY_FILE, name)
        address = ""
    said = channel.get("language", "")
    if said and not ours(said) and not language:
        remarks.add(Kind.LANGUAGE, said)
    return Site(
        program="wordpress",
        key=(host_of(address) + path_of(address).rstrip("/")) if address else name,
        title=channel.get("title", "") or host_of(address) or name,
        address=address if not address or address.endswith("/") else address + "/",
        language=language or ours(said) or settings.LANGUAGE_CODE,
    )
