"""The tree of rubrics as a reader of one language walks it: what is not translated is shown in its own language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from wagtail.models import Page

from maillage.publications.models import Front, Rubric
from maillage.publications.pages import spoken

KEPT_FOR = 30  # seconds, in each process: a rubric taken away is gone from every menu within the minute


@dataclass(frozen=True)
class RubricLink:
    """`language` is empty when it is that of the page on which it stands."""

    title: str
    url: str
    language: str = ""


def top_rubrics(language: str) -> list[RubricLink]:
    """The menu of every page; kept, for a menu may not cost every page a query."""
    return cache.get_or_set(  # type: ignore[return-value]  # the function never gives None
        f"rubrics:{language}", lambda: links(_below(Front.objects.live()), language), KEPT_FOR
    )


def menu(language: str) -> list[Rubric]:
    """The rubrics of the menu with their introductions, for pages that show them at length."""
    return in_language((rubric for rubric in _below(Front.objects.live()) if rubric.show_in_menus), language)


def forget_menus() -> None:
    cache.delete_many([f"rubrics:{code}" for code, _name in settings.LANGUAGES])


def sub_rubrics(rubric: Rubric) -> list[Rubric]:
    """Below `rubric` in any of its languages: each once, in the page's language when it exists there."""
    return in_language(_below(rubric.get_translations(inclusive=True).live()), rubric.locale.language_code)


def links(rubrics: Iterable[Rubric], language: str) -> list[RubricLink]:
    chosen = in_language((r for r in rubrics if r.show_in_menus), language)
    return [RubricLink(r.title, r.url or "", "" if spoken(r) == language else spoken(r)) for r in chosen]


def in_language(rubrics: Iterable[Rubric], language: str) -> list[Rubric]:
    """One of each set of translations, in the order of the instance's language where it has them."""
    sets: dict[object, dict[str, Rubric]] = {}
    for rubric in rubrics:
        sets.setdefault(rubric.translation_key, {})[rubric.locale.language_code] = rubric
    wanted = (language, settings.LANGUAGE_CODE)
    chosen = [next((one[code] for code in wanted if code in one), next(iter(one.values()))) for one in sets.values()]
    order = {key: min(r.path for r in one.values()) for key, one in sets.items()}
    return sorted(chosen, key=lambda r: (r.locale.language_code != language, order[r.translation_key]))


def _below(parents: Iterable[Page]) -> list[Rubric]:
    paths = [(page.path, page.depth + 1) for page in parents]
    rows = Rubric.objects.none()
    for path, depth in paths:
        rows = rows | Rubric.objects.filter(path__startswith=path, depth=depth)
    return list(rows.live().select_related("locale", "alias_of__locale").order_by("path")) if paths else []


def path_to(page: Page) -> list[Page]:
    """The rubrics above `page`, from the front down; the front itself is the home page."""
    return list(page.get_ancestors().filter(depth__gt=2).live())
