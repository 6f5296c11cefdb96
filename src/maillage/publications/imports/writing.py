"""Articles: a page for each first, so that they can link to one another, then their texts, one by one."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.blocks import StreamValue

from maillage.publications.imports.drafts import Draft, Drafter
from maillage.publications.imports.library import Library
from maillage.publications.imports.outcome import Step
from maillage.publications.imports.plan import Plan
from maillage.publications.imports.relink import Relink
from maillage.publications.imports.remarks import Kind, Remarks
from maillage.publications.imports.shelves import Shelves, free_slug
from maillage.publications.imports.tree import Entry, Source
from maillage.publications.models import Article, Author, Carried, Footnote, Origin

WRITTEN = {Step.NEW, Step.CHANGED}


class Articles:
    def __init__(self, source: Source, plan: Plan, origin: Origin) -> None:
        self._source, self._plan, self._origin = source, plan, origin
        self._groups: dict[str, list[Article]] = {}

    def make_room(self, shelves: Shelves) -> None:
        """An empty, unpublished page for each new article."""
        for key, step in self._plan.outcome.steps.items():
            entry = self._source.entries[key]
            row = self._plan.known.carried.get(key)
            if row and row.page_id and entry.group:
                self._groups.setdefault(entry.group, []).append(Article.objects.get(pk=row.page_id))
            if step == Step.NEW:
                page = self._new(entry, shelves)
                row = Carried.objects.create(origin=self._origin, key=key, page=page)
                self._plan.known.carried[key] = row

    def write(self, drafter: Drafter, relink: Relink, library: Library) -> None:
        for article in self._source.articles(Remarks()):
            if self._plan.outcome.steps[article.entry.key] not in WRITTEN:
                continue
            draft = drafter.draft(article)
            row = self._plan.known.carried[article.entry.key]
            page = Article.objects.get(pk=row.page_id)
            _fill(page, draft, relink, library)
            _save(page, draft, row)

    def _new(self, entry: Entry, shelves: Shelves) -> Article:
        shelf = shelves.pages[entry.rubric, entry.language]
        shelf.refresh_from_db()
        title = entry.title[:255]
        page = Article(title=title, slug=free_slug(shelf, entry.slug or title), locale=shelf.locale, live=False)
        sisters = self._groups.setdefault(entry.group, []) if entry.group else []
        if sisters and all(sister.locale_id != page.locale_id for sister in sisters):
            page.translation_key = sisters[0].translation_key
        elif sisters:
            self._plan.outcome.remarks.add(Kind.TRANSLATION, entry.language, title)
        shelf.add_child(instance=page)
        sisters.append(page)
        return page


def _fill(page: Article, draft: Draft, relink: Relink, library: Library) -> None:
    page.title, page.draft_title = draft.title, draft.title
    page.standfirst = draft.standfirst
    page.published_on = date.fromisoformat(draft.published_on) if draft.published_on else timezone.localdate()
    page.further = relink(draft.further, draft.language)
    page.picture_id = library.picture(draft.picture["image"]) if draft.picture else None
    page.picture_alternative = draft.picture["alternative"] if page.picture_id else ""
    page.picture_credit = draft.picture["credit"] if page.picture_id else ""
    raw = [{**block, "id": str(uuid.uuid4())} for block in _blocks(draft, relink, library)]
    page.body = StreamValue(page.body.stream_block, raw, is_lazy=True)
    page.themes = list(draft.themes)
    page.authors = [
        Author(name="" if organisation else name, organisation_id=organisation, sort_order=number)
        for number, (name, organisation) in enumerate(draft.authors)
    ]
    page.footnotes = [
        Footnote(text=f"<p>{relink(note, draft.language)}</p>", sort_order=number, locale=page.locale)
        for number, note in enumerate(draft.footnotes)
    ]


def _blocks(draft: Draft, relink: Relink, library: Library) -> Iterator[dict[str, Any]]:
    """The blocks with numbers in the place of keys; what the library refused is left out, its caption stays."""
    for block in draft.body:
        value = block["value"]
        match block["type"]:
            case "text":
                yield {"type": "text", "value": relink(value, draft.language)}
            case "quote":
                yield {"type": "quote", "value": {**value, "text": relink(value["text"], draft.language)}}
            case "picture":
                if picture := library.picture(value["image"]):
                    yield {"type": "picture", "value": {**value, "image": picture}}
            case "document":
                if file := library.file(value["document"]):
                    yield {"type": "document", "value": {**value, "document": file}}
            case _:
                yield block


def _save(page: Article, draft: Draft, row: Carried) -> None:
    if not draft.live:  # publishing writes the page itself; until then it says what its only version says
        page.save()
    revision = page.save_revision()
    if draft.live:
        revision.publish()
    row.fingerprint, row.revision, row.was_live = draft.fingerprint(), revision.pk, draft.live
    row.save()
