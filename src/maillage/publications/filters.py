"""The address of the list of articles, read: what it asks for, what of it we do not know."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.network.models import Organisation, Territory, Theme
from maillage.network.readers import Reader
from maillage.publications.queries.articles import Narrowing

WORDS = {
    "theme": gettext_lazy("Theme"),
    "territory": gettext_lazy("Place"),
    "organisation": gettext_lazy("Organisation"),
    "year": gettext_lazy("Year"),
    "author": gettext_lazy("Author"),
}
LONGEST = 200
NUL = "\x00"


@dataclass(frozen=True)
class Chosen:
    """One value that narrows the list: its words, and the address of the same page without it."""

    name: str
    label: Any
    without: str


@dataclass
class Asked:
    """A request for articles, understood. What the reader may not see is as unknown as what does not exist."""

    reader: Reader
    query: MultiValueDict[str, str]
    narrowing: Narrowing = field(default_factory=Narrowing)
    problems: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    labels: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        organisations = Organisation.objects.visible_to(self.reader)
        found: dict[str, Any] = {
            "theme": self._row("theme", Theme.objects.all(), "code"),
            "territory": self._row("territory", Territory.objects.all(), "code"),
            "organisation": self._row("organisation", organisations, "slug"),
            "year": self._year(),
            "author": self._take("author", self._text("author")) or "",
        }
        self.narrowing = replace(self.narrowing, **found)

    @property
    def chosen(self) -> list[Chosen]:
        return [
            Chosen(name, self.labels[name], urlencode({k: v for k, v in self.values.items() if k != name}))
            for name in self.values
        ]

    def _text(self, name: str) -> str:
        return self.query.get(name, "").replace(NUL, "").strip()[:LONGEST]

    def _row(self, name: str, rows: QuerySet[Any], key: str) -> Any:
        asked = self._text(name)
        row = rows.filter(**{key: asked}).first() if asked else None
        return self._take(name, row, asked)

    def _year(self) -> int | None:
        asked = self._text("year")
        year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and asked > "0000" else None  # noqa: PLR2004 -- a year
        taken: int | None = self._take("year", year, asked)
        return taken

    def _take(self, name: str, found: Any, asked: str | None = None) -> Any:
        asked = found if asked is None else asked
        if found:
            self.values[name], self.labels[name] = str(asked), found
        elif asked:
            words = {"value": asked[:60], "filter": WORDS[name]}
            self.problems.append(_("“%(value)s” is not something we know under “%(filter)s”; it was left out.") % words)
        return found
