"""From the data files to the tables."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from i18nfield.strings import LazyI18nString

from maillage.network.models import Territory, Theme, TieType
from maillage.network.models.vocabulary import TreeNode
from maillage.network.vocabularies import reading
from maillage.network.vocabularies.reading import TerritoryRow, ThemeRow

VALUES = ("kind", "iso", "latitude", "longitude")


@transaction.atomic
def load_vocabularies(*, overwrite: bool = False) -> int:
    """Add the territories, themes and types of tie that are missing; return how many rows were written.

    Rows that are there keep what the stewards made of them, unless `overwrite`. Rows of the stewards' own are never
    touched. Loading again writes nothing.
    """
    return (
        _load_tree(Territory, reading.territories(), overwrite=overwrite)
        + _load_tree(Theme, reading.themes(), overwrite=overwrite)
        + _load_tie_types(overwrite=overwrite)
    )


def _load_tree(model: type[TreeNode], rows: Sequence[TerritoryRow | ThemeRow], *, overwrite: bool) -> int:
    """Level by level: a row needs the id of its parent."""
    known = {node.code: node for node in model._default_manager.all()}  # noqa: SLF001 -- same
    levels: dict[int, list[TerritoryRow | ThemeRow]] = defaultdict(list)
    depth: dict[str, int] = {}
    for row in rows:
        depth[row.code] = depth[row.parent] + 1 if row.parent else 0
        levels[depth[row.code]].append(row)
    written = 0
    for level in sorted(levels):
        fresh = [_made(model, row, known) for row in levels[level] if row.code not in known]
        model._default_manager.bulk_create(fresh, batch_size=1000)  # noqa: SLF001 -- of any tree
        changed = [known[row.code] for row in levels[level] if overwrite and row.code in known and _set(known, row)]
        fields = ["name", "parent", *(VALUES if model is Territory else ())]
        model._default_manager.bulk_update(changed, fields, batch_size=500)  # noqa: SLF001 -- same
        known |= {node.code: node for node in fresh}
        written += len(fresh) + len(changed)
    return written


def _made(model: type[TreeNode], row: TerritoryRow | ThemeRow, known: dict[str, TreeNode]) -> TreeNode:
    node = model(code=row.code)
    _set(known | {row.code: node}, row)
    return node


def _set(known: dict[str, TreeNode], row: TerritoryRow | ThemeRow) -> bool:
    """Write the row on its node; whether anything changed."""
    node = known[row.code]
    values: dict[str, object] = {"parent_id": known[row.parent].pk if row.parent else None}
    if isinstance(row, TerritoryRow):
        values |= {name: getattr(row, name) for name in VALUES}
    changed = _words_of(node.name) != row.names or any(getattr(node, name) != values[name] for name in values)
    node.name = LazyI18nString(row.names)
    for name, value in values.items():
        setattr(node, name, value)
    return changed


def _load_tie_types(*, overwrite: bool) -> int:
    written = 0
    for row in reading.tie_types():
        values = row._asdict() | {
            "label": LazyI18nString(row.label),
            "inverse_label": LazyI18nString(row.inverse_label),
        }
        found = TieType.objects.filter(code=row.code).first()
        if found is None:
            TieType.objects.create(**values)
            written += 1
        elif overwrite and (_words_of(found.label), _words_of(found.inverse_label)) != (row.label, row.inverse_label):
            TieType.objects.filter(pk=found.pk).update(**values)
            written += 1
    return written


def _words_of(text: object) -> object:
    return text.data if isinstance(text, LazyI18nString) else text
