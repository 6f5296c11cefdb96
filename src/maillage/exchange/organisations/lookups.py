"""What a file's words are compared with: territories, themes, and the organisations already here."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from maillage.exchange.places import Places
from maillage.kit.text import fold
from maillage.network.models import OrganisationName, Theme, TieType


class Lookups:
    """Loaded once per import."""

    def __init__(self) -> None:
        self.language: str = settings.LANGUAGE_CODE
        self.places = Places()
        self.member_of = TieType.objects.filter(code="member_of").first()
        self._themes: dict[str, str] = {}
        for code, name in Theme.objects.values_list("code", "name"):
            data = getattr(name, "data", name)
            for words in (code, *(data.values() if isinstance(data, dict) else [str(name)])):
                self._themes.setdefault(fold(str(words)), code)

    def theme(self, text: str) -> str:
        return self._themes.get(fold(text), "")


def organisations_named(names: Iterable[str]) -> dict[str, set[UUID]]:
    """Folded name → the organisations that bear it, in any language and of any kind of name."""
    found: dict[str, set[UUID]] = {}
    rows = OrganisationName.objects.filter(folded__in={fold(name) for name in names}, organisation__merged_into=None)
    for folded, organisation in rows.values_list("folded", "organisation__uuid"):
        found.setdefault(folded, set()).add(organisation)
    return found
