"""Old addresses lead to the new pages. What somebody else redirected already is left alone."""

from collections.abc import Iterable

from wagtail.contrib.redirects.models import Redirect

from maillage.publications.imports.outcome import Outcome
from maillage.publications.imports.remarks import Kind
from maillage.publications.imports.tree import Entry, Rubric, Source

LONGEST = 255


def addresses(source: Source, pages: dict[str, int], languages: Iterable[str]) -> dict[str, tuple[int | None, str]]:
    """Old path → (page, address elsewhere): one of the two."""
    spoken = [source.site.language, *languages]

    def page_of(key: str) -> int | None:
        return next((pages[name] for name in (key, *(f"{key}@{code}" for code in spoken)) if name in pages), None)

    found: dict[str, tuple[int | None, str]] = {}
    parts: list[Entry | Rubric] = [*source.entries.values(), *source.rubrics.values()]
    for part in parts:
        if page := page_of(part.key):
            for path in part.addresses:
                found.setdefault(Redirect.normalise_path(path), (page, ""))
    for forward in source.forwards:
        page = page_of(forward.key)
        if page or forward.address:
            found.setdefault(Redirect.normalise_path(forward.path), (page, "" if page else forward.address))
    return found


def redirect(found: dict[str, tuple[int | None, str]], outcome: Outcome, *, write: bool) -> None:
    there = set(Redirect.objects.filter(old_path__in=list(found)).values_list("old_path", flat=True))
    rows = []
    for path, (page, address) in found.items():
        if len(path) > LONGEST or len(address) > LONGEST:
            outcome.remarks.add(Kind.ADDRESS, path)
        elif path not in there:
            rows.append(Redirect(old_path=path, redirect_page_id=page, redirect_link=address))
    outcome.made["redirects"] = len(rows)
    if write:
        Redirect.objects.bulk_create(rows, batch_size=1000)
