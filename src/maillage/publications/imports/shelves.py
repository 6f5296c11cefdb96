"""The rubrics of the old site, as pages here, in each language in which it has articles."""

import hashlib

from django.utils.text import slugify
from wagtail.models import Page

from maillage.publications.imports.drafts import Drafter
from maillage.publications.imports.plan import Plan, is_touched
from maillage.publications.imports.relink import Relink
from maillage.publications.imports.tree import Entry
from maillage.publications.imports.tree import Rubric as Branch
from maillage.publications.models import Carried, Front, Origin, Rubric


class Shelves:
    """`pages`: (key, language) → the rubric's page. A rubric of the same name at the same place is used as it is."""

    def __init__(self, plan: Plan, origin: Origin) -> None:
        self._plan, self._origin = plan, origin
        self.pages: dict[tuple[str, str], Rubric] = {}

    def put_up(self) -> None:
        for branch, language in self._plan.rubrics:
            self.pages[branch.key, language] = self._page(branch, language)

    def fill(self, drafter: Drafter, relink: Relink) -> None:
        """Introductions are written when every page has its number."""
        for branch, language in self._plan.rubrics:
            row = self._plan.known.carried[f"{branch.key}@{language}"]
            title = branch.title_in(language)
            words = drafter.linked(branch.introduction, Entry(branch.key, title, branch.parent, language=language))
            fingerprint = hashlib.sha256(f"{title}\0{words}".encode()).hexdigest()
            if row.fingerprint in {"", fingerprint} or is_touched(row):
                continue
            page = self.pages[branch.key, language]
            page.title, page.introduction = title[:255], relink(words, language)
            _publish(page, row, fingerprint)

    def _page(self, branch: Branch, language: str) -> Rubric:
        key = f"{branch.key}@{language}"
        row = self._plan.known.carried.get(key)
        if row and row.page_id:
            known: Rubric = Rubric.objects.get(pk=row.page_id)
            return known
        parent = self.pages.get((branch.parent, language)) or self._plan.fronts[language]
        there: Rubric | None = Rubric.objects.child_of(parent).filter(title__iexact=branch.title_in(language)).first()
        page = there or self._new(branch, language, parent)
        row = row or Carried(origin=self._origin, key=key)
        row.page, row.fingerprint, row.was_live = page, "" if there else "new", page.live
        row.revision = page.latest_revision_id
        row.save()
        self._plan.known.carried[key] = row
        return page

    def _new(self, branch: Branch, language: str, parent: Rubric | Front) -> Rubric:
        title = branch.title_in(language)[:255]
        page = Rubric(title=title, slug=free_slug(parent, branch.slug or title), locale=parent.locale)
        for (key, other), sister in self.pages.items():
            if key == branch.key and other != language:
                page.translation_key = sister.translation_key
        parent.refresh_from_db()
        parent.add_child(instance=page)
        return page


def free_slug(parent: Page, wanted: str) -> str:
    """`wanted` as an address that no other page below `parent` has."""
    base = slugify(wanted, allow_unicode=True)[:200] or "page"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _publish(page: Rubric, row: Carried, fingerprint: str) -> None:
    revision = page.save_revision()
    revision.publish()
    row.fingerprint, row.revision, row.was_live, row.page = fingerprint, revision.pk, True, page
    row.save()
