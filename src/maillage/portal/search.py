"""The search page: what its address asks for, and what every source answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillage.kit import search as kit
from maillage.network.enums import TerritoryKind
from maillage.network.models import Territory, Theme
from maillage.network.queries.version import version
from maillage.network.readers import Reader

TEXT_LIMIT = 120
ON_A_PAGE, OF_EACH = 10, 5
FIRST_YEAR, LAST_YEAR = 1800, 2200
NUL = "\x00"
BROAD = (TerritoryKind.WORLD_REGION, TerritoryKind.COUNTRY, TerritoryKind.CONTESTED)
KEPT_FOR = 5 * 60
QUOTES = str.maketrans(dict.fromkeys("“”„«»‟", '"'))  # each language has its own; the database knows one
Choice = tuple[str, str]  # value, words


@dataclass
class Request:
    """The query string, understood: `asked` for the sources, `kind` of one source alone, `problems` in the reader's words."""

    query: MultiValueDict[str, str]
    problems: list[str] = field(default_factory=list)
    kind: str = ""
    page: int = 1
    asked: kit.Asked = field(init=False)

    def __post_init__(self) -> None:
        text = self._value("q").translate(QUOTES)
        if len(text) > TEXT_LIMIT:
            self.problems.append(_("We searched for the first %(count)d letters only.") % {"count": TEXT_LIMIT})
        self.kind = self._one_of("kind", [name for name, _source in kit.sources])
        page = self._value("page")
        self.page = int(page[:6]) if page.isascii() and page.isdigit() else 1
        self.asked = kit.Asked(
            text=text[:TEXT_LIMIT],
            language=get_language() or "",
            everywhere=self._value("language") == "all",
            theme=self._coded(Theme, "theme"),
            territory=self._coded(Territory, "territory"),
            year=self._year(),
            newest=self._value("sort") == "date",
        )

    def _value(self, name: str) -> str:
        return self.query.get(name, "").replace(NUL, " ").strip()

    def _one_of(self, name: str, known: Iterable[str]) -> str:
        value = self._value(name)
        if value and value not in known:
            self._unknown(value)
            return ""
        return value

    def _coded(self, model: type[Theme] | type[Territory], name: str) -> str:
        """Any theme and any place may stand in an address; the page offers those that lead to something."""
        code = self._value(name)
        if code and not model.objects.filter(code=code).exists():
            self._unknown(code)
            return ""
        return code

    def _year(self) -> int | None:
        value = self._value("year")
        if value.isascii() and value.isdigit() and FIRST_YEAR <= int(value[:5]) <= LAST_YEAR:
            return int(value)
        if value:
            self._unknown(value)
        return None

    def _unknown(self, value: str) -> None:
        self.problems.append(_("“%(value)s” is not something we know; it was left out.") % {"value": value[:60]})

    @property
    def is_empty(self) -> bool:
        return not (self.asked.text or self.asked.filters)

    def address(self, **changes: str) -> str:
        """The query string with `changes`; the page is left behind."""
        asked = self.asked
        pairs = {
            "q": asked.text, "kind": self.kind, "theme": asked.theme, "territory": asked.territory,
            "year": str(asked.year or ""), "language": "all" if asked.everywhere else "",
            "sort": "date" if asked.newest else "", **changes,
        }  # fmt: skip
        return "?" + urlencode([(name, value) for name, value in pairs.items() if value])

    def chosen(self) -> list[Choice]:
        """Address without each filter in force, and the filter's words."""
        words = {
            "theme": _words(Theme, self.asked.theme),
            "territory": _words(Territory, self.asked.territory),
            "year": str(self.asked.year or ""),
            "kind": str(kit.sources[self.kind].label) if self.kind else "",
        }
        return [(self.address(**{name: ""}), said) for name, said in words.items() if said]

    def everywhere(self) -> str:
        return self.address(language="all")


@dataclass(frozen=True)
class Group:
    """What one source answers."""

    name: str
    label: Any
    found: kit.Found
    address: str  # of all of it
    page: Page[int] | None = None

    @property
    def has_more(self) -> bool:
        return self.page is None and self.found.reachable > len(self.found.hits)

    @property
    def is_cut(self) -> bool:
        """Whether there is more than can be paged through."""
        return bool(self.found.total and self.found.total > self.found.reachable)


def answer(reader: Reader, request: Request) -> list[Group]:
    """The sources that found something, in order; all of a kind, page by page, where one kind is asked for."""
    if request.is_empty:
        return []
    if request.kind:
        groups = [_whole(reader, request, request.kind, kit.sources[request.kind])]
    else:
        groups = [
            Group(name, source.label, source.search(reader, request.asked, 0, OF_EACH), request.address(kind=name))
            for name, source in kit.in_order()
        ]
    return groups


def _whole(reader: Reader, request: Request, name: str, source: kit.Source) -> Group:
    first = (max(1, request.page) - 1) * ON_A_PAGE
    found = source.search(reader, request.asked, first, ON_A_PAGE)
    page = Paginator(range(found.reachable), ON_A_PAGE).get_page(request.page)
    if page.start_index() - 1 != first and found.reachable:  # past the end: the last page there is
        found = source.search(reader, request.asked, page.start_index() - 1, ON_A_PAGE)
    return Group(name, source.label, found, request.address(), page)


# ── what the page offers ────────────────────────────────────────────────────


@dataclass(frozen=True)
class Choices:
    """(code, words) of what may be chosen: only what leads to something."""

    themes: list[Choice]
    first_themes: list[Choice]
    territories: list[Choice]


def choices() -> Choices:
    """The same for every reader; asked again when anything in the directory is hidden, and now and then."""
    key = f"search-choices:{version().narrowed}:{get_language()}"
    return cache.get_or_set(key, _choices, KEPT_FOR)  # type: ignore[return-value]


def _choices() -> Choices:
    offered = [source.offers() for _name, source in kit.sources]
    themes = Theme.objects.filter(pk__in=set().union(*(units for units, _places in offered)))
    places = Territory.objects.filter(pk__in=set().union(*(places for _units, places in offered)), kind__in=BROAD)
    return Choices(_named(themes), _named(themes.filter(parent=None)), _named(places))


def years() -> list[int]:
    """The latest first."""
    spans = [span for _name, source in kit.sources if source.years and (span := source.years())]
    return (
        list(range(max(last for _first, last in spans), min(first for first, _last in spans) - 1, -1)) if spans else []
    )


def ways_in() -> list[tuple[str, Any]]:
    """Where everything of a kind is listed: address and words."""
    return [source.all_at() for _name, source in kit.in_order() if source.all_at]


def _named(rows: Any) -> list[Choice]:
    return sorted(((row.code, str(row)) for row in rows.only("code", "name")), key=lambda choice: choice[1].casefold())


def _words(model: type[Theme] | type[Territory], code: str) -> str:
    return str(model.objects.filter(code=code).first() or "") if code else ""
