"""Where each post and page stands: categories become the tree of rubrics, a page with pages below it a rubric too."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import override

from maillage.publications.imports.markup import tidy
from maillage.publications.imports.remarks import Kind, Remarks
from maillage.publications.imports.tree import Rubric, Site
from maillage.publications.imports.wordpress.index import Index
from maillage.publications.imports.wordpress.records import Post, Term

PAGES, UNSORTED = "pages", "unsorted"
DEEPEST = 40  # categories in categories; more is a circle


class Filing:
    def __init__(self, index: Index, site: Site) -> None:
        self._index, self._site = index, site
        self._by_number = {term.number: slug for slug, term in index.terms.items() if term.number}
        self._parents = {post.parent for post in index.posts.values() if post.type == "page"}
        for post in index.posts.values():  # categories that are named, but not listed
            for slug, name in post.categories.get("category", {}).items():
                index.terms.setdefault(slug, Term(slug, name or slug))

    def rubric_of(self, post: Post, remarks: Remarks) -> str:
        if post.type == "page":
            if post.number in self._parents:
                return f"page:{post.number}"
            return f"page:{post.parent}" if post.parent in self._index.posts else PAGES
        slugs = [slug for slug in post.categories.get("category", {}) if slug]
        if not slugs:
            return UNSORTED
        chosen = self._chosen(post, slugs)
        above = {term.slug for term in self._line(chosen)}
        for slug in slugs:
            if slug not in above:
                remarks.add(Kind.OTHER_RUBRICS, self._index.terms[slug].name, post.title)
        return f"category:{chosen}"

    def also_in(self, post: Post, rubric: str) -> list[str]:
        """Names of the other categories of `post`: they may be themes."""
        return [name for slug, name in post.categories.get("category", {}).items() if rubric != f"category:{slug}"]

    def rubrics(self, used: set[str]) -> Iterator[Rubric]:
        """Those in `used` and what they stand in, parents first."""
        done: set[str] = set()
        for key in sorted(used):
            for rubric in self._down_to(key):
                if rubric.key not in done:
                    done.add(rubric.key)
                    yield rubric

    def _chosen(self, post: Post, slugs: list[str]) -> str:
        """The category marked as the main one; else the first that has none of the others below it."""
        main = self._by_number.get(post.meta.get("_yoast_wpseo_primary_category", ""))
        if main in slugs:
            return main
        above = {term.slug for slug in slugs for term in self._line(slug)[:-1]}
        return next((slug for slug in slugs if slug not in above), slugs[0])

    def _line(self, slug: str) -> list[Term]:
        """The category and those it is in, from the top; a circle is cut."""
        line: list[Term] = []
        while (term := self._index.terms.get(slug)) and term not in line and len(line) < DEEPEST:
            line.insert(0, term)
            slug = term.parent
        return line

    def _down_to(self, key: str) -> list[Rubric]:
        kind, _colon, name = key.partition(":")
        if kind == "category":
            return self._categories(name)
        if kind == "page":
            return self._pages(name)
        with override(self._site.language or None):
            title = _("Pages") if key == PAGES else _("Unsorted")
        return [Rubric(key, title)]

    def _categories(self, slug: str) -> list[Rubric]:
        line = self._line(slug)
        base = urlsplit(self._site.address).path.rstrip("/")
        found = []
        for depth, term in enumerate(line):
            path = "/".join(unquote(above.slug) for above in line[: depth + 1])
            found.append(
                Rubric(
                    key=f"category:{term.slug}",
                    title=tidy.plain(term.name) or unquote(term.slug),
                    slug=unquote(term.slug),
                    parent=f"category:{line[depth - 1].slug}" if depth else "",
                    introduction=_introduction(term.description),
                    addresses=(f"{base}/category/{path}",),
                )
            )
        return found

    def _pages(self, number: str) -> list[Rubric]:
        line: list[Post] = []
        while (page := self._index.posts.get(number)) and page not in line and len(line) < DEEPEST:
            line.insert(0, page)
            number = page.parent
        return [
            Rubric(
                key=f"page:{page.number}",
                title=page.title,
                slug=unquote(page.slug),
                parent=f"page:{line[depth - 1].number}" if depth else "",
            )
            for depth, page in enumerate(line)
        ]


def _introduction(description: str) -> str:
    """WordPress keeps plain text here, in paragraphs, or a little HTML."""
    parts = "".join(f"<p>{part}</p>" for part in description.split("\n\n"))
    return tidy.rich(str(tidy.well_formed(parts))) if description else ""
