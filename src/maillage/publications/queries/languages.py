"""In which languages a page is read, and whether a translation still says what its original says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wagtail.models import Page

from maillage.publications.models import Following
from maillage.publications.pages import LINKED

AT_ONCE = timedelta(seconds=5)  # publishing writes several times in a row


@dataclass(frozen=True)
class Origin:
    """What a translation was made from; `changed_at` when the original was published again since."""

    original: Page
    language: str
    changed_at: datetime | None


def everywhere(page: Page) -> list[Page]:
    """The same page in each tree, live; itself included. An alias holds the place of what is not translated yet."""
    return list(page.get_translations(inclusive=True).live().only(*LINKED).select_related("locale"))


def versions(pages: Iterable[Page]) -> dict[str, Page]:
    """Language → which of `pages` is written in it."""
    return {page.locale.language_code: page for page in pages if not page.alias_of_id}


def origin_of(page: Page) -> Origin | None:
    """None for what was written here first, and where the original is no longer to be read."""
    following = Following.objects.filter(page=page, original__live=True).select_related("original__locale").first()
    if following is None:
        return None
    changed = following.original.last_published_at
    has_moved_on = changed is not None and changed > following.seen_at + AT_ONCE
    return Origin(following.original, following.original.locale.language_code, changed if has_moved_on else None)
