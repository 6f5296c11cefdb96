"""What a name of the old site is here: themes and organisations, only when it is exactly theirs."""

from maillage.kit.text import fold
from maillage.network.models import OrganisationName, Theme
from maillage.network.queries.office import STEWARD
from maillage.publications.imports.remarks import Kind, Remarks


class Names:
    """Asked once per name. Organisations are read as a steward reads them: the report says none that the file does not."""

    def __init__(self) -> None:
        self._themes = {
            fold(name): theme.pk for theme in Theme.objects.order_by("-pk") for name in _all_names(theme.name) if name
        }
        self._organisations: dict[str, int | None] = {}

    def themes(self, names: tuple[str, ...], where: str, remarks: Remarks) -> list[int]:
        found = []
        for name in names:
            theme = self._themes.get(fold(name))
            if theme is None:
                remarks.add(Kind.NO_THEME, name, where)
            elif theme not in found:
                found.append(theme)
        return found

    def organisation(self, name: str, remarks: Remarks) -> int | None:
        if name not in self._organisations:
            rows = OrganisationName.objects.visible_to(STEWARD).filter(text=name)
            found = set(rows.values_list("organisation_id", flat=True)[:20])
            if len(found) > 1:
                remarks.add(Kind.AMBIGUOUS_AUTHOR, name)
            self._organisations[name] = found.pop() if len(found) == 1 else None
        return self._organisations[name]


def _all_names(name: object) -> list[str]:
    data = getattr(name, "data", name)
    return [str(text) for text in data.values()] if isinstance(data, dict) else [str(data or "")]
