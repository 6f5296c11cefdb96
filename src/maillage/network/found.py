"""Organisations on the search page: found by their visible names, as in the directory."""

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maillage.kit import search as kit
from maillage.network.models import Description, Organisation, OrganisationName, Territory, Theme
from maillage.network.queries.facets import told_territories, told_themes
from maillage.network.queries.search import Search, in_order, organisations, words_of
from maillage.network.readers import STRANGER, Reader

DESCRIBED = 200  # letters


def register() -> None:
    kit.sources.register(
        "organisations",
        kit.Source(
            label=_("Organisations"),
            find=find,
            filters=("theme", "territory"),
            order=10,
            offers=offers,
            all_at=lambda: (reverse("network:organisation-list"), _("Show the whole directory")),
        ),
    )


def offers() -> tuple[set[int], set[int]]:
    """What the directory offers strangers: nothing so rare that it could point at someone."""
    (_all_themes, themes), (_all_places, places) = told_themes(STRANGER), told_territories(STRANGER)
    return {int(pk) for pk in themes}, {int(pk) for pk in places}


def find(reader: Reader, asked: kit.Asked, first: int, limit: int) -> kit.Found:
    search = _search(asked)
    if search is None:
        return kit.NOTHING
    words = words_of(reader, search.text)
    if search.text and words is None:  # signs only: no name is made of them
        return kit.NOTHING
    rows = organisations(reader, search, words)
    count = rows.count()
    names = OrganisationName.objects.visible_to(reader).order_by("pk")
    described = Description.objects.visible_to(reader).order_by("pk")
    page = in_order(rows, reader, search.sort, words).prefetch_related(
        Prefetch("names", names, to_attr="shown_names"), Prefetch("descriptions", described, to_attr="shown_texts")
    )[first : first + limit]
    return kit.Found(
        hits=[_hit(row, asked.text) for row in page],
        total=count if count == 0 or count >= settings.COUNT_THRESHOLD else None,
        reachable=count,
    )


def _search(asked: kit.Asked) -> Search | None:
    """What is asked of the directory; None when it is about a theme or a place that does not exist."""
    themes = _ids(Theme, asked.theme)
    territories = _ids(Territory, asked.territory)
    if themes is None or territories is None:
        return None
    sort = "confirmed" if asked.newest else "relevance" if asked.text else "name"
    return Search(text=asked.text, themes=themes, territories=territories, sort=sort)


def _ids(model: type[Theme] | type[Territory], code: str) -> tuple[int, ...] | None:
    found = tuple(model.objects.filter(code=code).values_list("pk", flat=True)) if code else ()
    return found if found or not code else None


def _hit(row: Organisation, text: str) -> kit.Hit:
    here = get_language()
    title = row.label_in(here)
    name = next((name.text for name in row.shown_names if name.text != title), "")  # type: ignore[attr-defined]
    return kit.Hit(
        title=kit.marked(title, text),
        address=reverse("network:organisation-detail", kwargs={"slug": row.slug}),
        extract=kit.marked(_said(row, name, here), text),
        language=row.label_language(here),
        notes=(row.get_kind_display(), *([_("example")] if row.is_example else [])),
    )


def _said(row: Organisation, name: str, language: str | None) -> str:
    """Another of its names, and the beginning of what it does in the page's language or in whichever there is."""
    texts = sorted(row.shown_texts, key=lambda text: (text.language != language, text.pk))  # type: ignore[attr-defined]
    does = " ".join(strip_tags(texts[0].html.replace("<", " <")).split()) if texts else ""
    return Truncator(" – ".join(part for part in (name, does) if part)).chars(DESCRIBED)
