"""Which tables an export holds, in the order in which they are brought back. Apps above register theirs.

A row is named by its `key` (a uuid, a code) where its model has one, else by its place in its own file, from 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Field, ForeignKey, GeneratedField, ManyToManyField, Model

from maillage.kit.fields import FoldedField
from maillage.kit.hooks import Registry


@dataclass(frozen=True)
class Table:
    """How one model is exported.

    key:       unique column that names its rows; "" names them by their place in the file
    leave_out: columns that are worked out again, or that must not leave the instance
    shared:    rows found by their key in the instance are brought up to date instead of refused (vocabularies)
    instead:   values written for columns left out, where the model's own default would not do
    pks:       JSON columns that hold lists of primary keys by "model.column", as `Merge.moved` does
    """

    model: type[Model]
    key: str = ""
    leave_out: frozenset[str] = frozenset()
    shared: bool = False
    pks: Sequence[str] = ()
    instead: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @cached_property
    def fields(self) -> list["Field[Any, Any]"]:
        """The columns that are written, in the order of the model; its own number is not one of them."""
        return [f for f in self.model._meta.concrete_fields if self._is_kept(f)]

    @cached_property
    def lists(self) -> list["ManyToManyField[Any, Any]"]:
        return [f for f in self.model._meta.local_many_to_many if f.name not in self.leave_out]

    @property
    def order(self) -> str:
        return self.key or "pk"

    def _is_kept(self, each: "Field[Any, Any]") -> bool:
        is_number = each.primary_key and not isinstance(each, ForeignKey)
        return not (is_number or isinstance(each, GeneratedField | FoldedField) or each.name in self.leave_out)

    def is_later(self, each: "Field[Any, Any]", earlier: set[type[Model]]) -> bool:
        """Whether a column names rows that are not there yet: of the same table, or of one that comes after."""
        return isinstance(each, ForeignKey) and each.related_model not in earlier


tables: Registry[Table] = Registry("Exported table")


def register(model: type[Model], key: str = "", leave_out: Sequence[str] = (), **options: Any) -> None:
    table = Table(model, key, frozenset(leave_out), **options)
    tables.register(table.name, table)
