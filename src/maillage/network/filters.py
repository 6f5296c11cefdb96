"""The address of a directory page, read and written: what it asks for, what of it we do not know."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from maillage.network.enums import OrganisationKind
from maillage.network.hooks import looks
from maillage.network.models import Organisation, Territory, Theme
from maillage.network.outputs import Words, of_results, offered
from maillage.network.phrases import language_name
from maillage.network.queries.facets import Option
from maillage.network.queries.search import Search
from maillage.network.readers import Reader

N = TypeVar("N", Territory, Theme, Organisation)
TEXT_LIMIT = 120
VALUES_LIMIT = 20
NUL = "\x00"
SORT_LABELS = {
    "relevance": pgettext_lazy("sort by", "best match first"),
    "name": pgettext_lazy("sort by", "name"),
    "confirmed": pgettext_lazy("sort by", "last confirmed"),
    "founded": pgettext_lazy("sort by", "founding year"),
}
FACETS = {
    "kind": gettext_lazy("Kind"),
    "territory": gettext_lazy("Place"),
    "theme": gettext_lazy("Theme"),
    "network": gettext_lazy("Member of"),
    "language": gettext_lazy("Working language"),
}
FORMATS = (
    (gettext_lazy("Spreadsheets"), (("csv", "CSV"), ("xlsx", "Excel"), ("ods", "OpenDocument"))),
    (gettext_lazy("Maps"), (("geojson", "GeoJSON"), ("kml", "KML"))),
    (gettext_lazy("Linked data"), (("jsonld", "JSON-LD"), ("ttl", "Turtle"))),
)
FIELDS = {
    "kind": "kinds",
    "territory": "territories",
    "theme": "themes",
    "network": "networks",
    "language": "languages",
}


@dataclass(frozen=True)
class Chosen:
    """One value that narrows the result: its words, and the address of the same page without it."""

    facet: str
    label: str
    without: str


@dataclass
class Asked:
    """A request to the directory, understood: `search`, the page, and `problems` in the reader's words."""

    reader: Reader
    query: MultiValueDict[str, str]
    search: Search = field(init=False)
    page: int = 1
    problems: list[str] = field(default_factory=list)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        text = self.query.get("q", "").replace(NUL, " ").strip()
        if len(text) > TEXT_LIMIT:
            self.problems.append(_("We searched for the first %(count)d letters only.") % {"count": TEXT_LIMIT})
        self.search = Search(
            text=text[:TEXT_LIMIT],
            kinds=self._listed("kind", dict(OrganisationKind.choices)),
            territories=self._coded("territory", Territory.objects.all, "code"),
            themes=self._coded("theme", Theme.objects.all, "code"),
            networks=self._coded("network", partial(Organisation.objects.visible_to, self.reader), "slug"),
            languages=tuple(self._spoken()),
            sort=self._sort(bool(text)),
        )
        self.page = self._page()

    # ── reading ─────────────────────────────────────────────────────────────

    def _values(self, name: str) -> list[str]:
        values = list(dict.fromkeys(value for value in self.query.getlist(name) if value))
        if len(values) > VALUES_LIMIT:
            self.problems.append(_("Only the first %(count)d values of a filter are used.") % {"count": VALUES_LIMIT})
        return values[:VALUES_LIMIT]

    def _unknown(self, name: str, value: str) -> None:
        words = {"value": value.replace(NUL, "")[:60], "filter": FACETS[name]}
        self.problems.append(_("“%(value)s” is not something we know under “%(filter)s”; it was left out.") % words)

    def _listed(self, name: str, choices: dict[str, object]) -> tuple[str, ...]:
        known = []
        for value in self._values(name):
            if value in choices:
                self.labels[name, value] = str(choices[value])
                known.append(value)
            else:
                self._unknown(name, value)
        return tuple(known)

    def _spoken(self) -> Iterator[str]:
        for value in self._values("language"):
            if value.replace("-", "").isalnum() and value.isascii() and len(value) <= 8:  # noqa: PLR2004 -- the column's length
                self.labels["language", value] = language_name(value)
                yield value
            else:
                self._unknown("language", value)

    def _coded(self, name: str, rows: Callable[[], QuerySet[N]], key: str) -> tuple[int, ...]:
        """Ids of the rows named; what the reader may not see is as unknown as what does not exist."""
        values = self._values(name)
        if not values:
            return ()
        asked = [value for value in values if NUL not in value]
        found = {getattr(row, key): row for row in rows().filter(**{f"{key}__in": asked})}
        for value in values:
            if value in found:
                self.labels[name, value] = str(found[value])
            else:
                self._unknown(name, value)
        return tuple(found[value].pk for value in values if value in found)

    def _sort(self, has_text: bool) -> str:  # noqa: FBT001 -- one caller, beside it
        asked = self.query.get("sort", "")
        if asked and asked not in SORT_LABELS:
            self.problems.append(_("We cannot sort that way; here is the usual order."))
            asked = ""
        if asked == "relevance" and not has_text:
            asked = ""
        return asked or ("relevance" if has_text else "name")

    def _page(self) -> int:
        asked = self.query.get("page", "1")
        if asked.isascii() and asked.isdigit() and int(asked[:9]) >= 1:
            return int(asked[:9])
        self.problems.append(_("There is no such page; here is the first."))
        return 1

    # ── writing ─────────────────────────────────────────────────────────────

    @property
    def sorts(self) -> list[tuple[str, object]]:
        return [(code, label) for code, label in SORT_LABELS.items() if code != "relevance" or self.search.text]

    @property
    def formats(self) -> tuple[tuple[object, tuple[tuple[str, str], ...]], ...]:
        """The files of a result, by what they are for: (words, (ending, name of the format))."""
        return FORMATS

    @property
    def outputs(self) -> list[tuple[Words, str, Words]]:
        """What other apps make of this result."""
        return offered(of_results, self.address)

    def looks(self) -> list[tuple[object, str]]:
        """Other ways to look at this result: words and address."""
        return [(look.label, look.address(self.address)) for _name, look in looks]

    @property
    def address(self) -> str:
        """The filters as a query string, always in the same order; without the page."""
        return self._encoded(self.labels)

    def chosen(self) -> list[Chosen]:
        return [
            Chosen(str(FACETS[name]), label, self._encoded([key for key in self.labels if key != (name, value)]))
            for (name, value), label in self.labels.items()
        ]

    def is_chosen(self, name: str, value: str) -> bool:
        return (name, value) in self.labels

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The filters as (name, value), for forms that carry them on."""
        return self._pairs(self.labels)

    def narrowed(self, name: str, value: str) -> str:
        """The query string with `value` alone under the filter `name`."""
        return self._encoded([*(key for key in self.labels if key[0] != name), (name, value)])

    def _pairs(self, values: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        pairs = [("q", self.search.text)] if self.search.text else []
        pairs += values
        if self.search.sort != ("relevance" if self.search.text else "name"):
            pairs.append(("sort", self.search.sort))
        return pairs

    def _encoded(self, values: Iterable[tuple[str, str]]) -> str:
        return urlencode(self._pairs(values))


@dataclass(frozen=True)
class Group:
    """One filter as it is drawn: `name` in the address, the options, and whether it is open at first."""

    name: str
    label: str
    options: list[tuple[Option, bool]]
    is_open: bool


def facet_groups(asked: Asked, facets: dict[str, list[Option]]) -> list[Group]:
    """The filters that have something to offer."""
    groups = []
    for name, label in FACETS.items():
        options = [(option, asked.is_chosen(name, option.value)) for option in facets[FIELDS[name]]]
        if options:
            is_open = name == "kind" or any(chosen for _option, chosen in options)
            groups.append(Group(name, str(label), options, is_open))
    return groups
