"""The tree of rubrics as a reader of one language walks it: what is not translated is shown in its own language."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from wagtail.models import Page

from maillage.publications.models import Article, Front, Rubric
from maillage.publications.pages import LINKED, spoken
from maillage.publications.roots import FRONT_DEPTH, root_of
from maillage.publications.version import recent_version

STEP = 4  # characters of a path for each level of the tree
KEPT_FOR = 30  # seconds, in each process: a rubric taken away is gone from every menu within the minute
# In the query that finds a page, what is asked of every page of its kind:
SHOWN = {Article: ("locale", "relay"), Rubric: ("locale",), Front: ()}


@dataclass(frozen=True)
class RubricLink:
    """`language` is empty when it is that of the page on which it stands."""

    title: str
    url: str
    language: str = ""


def page_at(language: str, path: str) -> Article | Rubric | Front | None:
    """The live page at an address of the site in `language`: found whole, not step by step from the front."""
    steps = [step for step in path.split("/") if step]
    root = root_of(language)
    if root is None or not root.is_open or "\0" in path:
        return None
    there = {"url_path": root.path + "".join(f"{step}/" for step in steps)} | ({"slug": steps[-1]} if steps else {})
    kinds = (Article, Rubric) if len(steps) > 1 else (Rubric,) if steps else (Front,)  # articles stand in rubrics
    for model in kinds:
        page = model.objects.live().select_related(*SHOWN[model]).filter(**there).first()
        if page is not None:
            return page  # type: ignore[no-any-return]
    return None


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


def sub_rubrics(rubric: Rubric, everywhere: Iterable[Page]) -> list[Rubric]:
    """Below `rubric` in any of its languages: each once, in the page's language when it exists there."""
    return in_language(_below(everywhere), rubric.locale.language_code)


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
    shown = (*LINKED, "introduction", "show_in_menus", "alias_of__locale__language_code")
    found = rows.live().only(*shown).select_related("locale", "alias_of__locale")
    return list(found.order_by("path")) if paths else []


def path_to(page: Page) -> list[Rubric]:
    """The rubrics above `page`, from the front down; the front itself is the home page."""
    paths = [page.path[:end] for end in range(STEP * (FRONT_DEPTH + 1), len(page.path), STEP)]
    kept = _rubrics(recent_version())
    if any(path not in kept for path in paths):  # made within the last second
        kept = _as_links(Rubric.objects.filter(path__in=paths))
    above = [kept[path] for path in paths if path in kept]
    if above:
        page._cached_parent_obj = above[-1]  # noqa: SLF001 -- as Wagtail leaves it when it walks down to a page
    return [rubric for rubric in above if rubric.live]


@lru_cache(maxsize=1)
def _rubrics(version: str) -> dict[str, Rubric]:
    """Every rubric by its place in the tree: they are few, and every page tells those above it."""
    return _as_links(Rubric.objects.all())


def _as_links(rubrics: QuerySet[Rubric]) -> dict[str, Rubric]:
    rows = rubrics.only(*LINKED, "alias_of__locale__language_code").select_related("locale", "alias_of__locale")
    return {row.path: row for row in rows}
