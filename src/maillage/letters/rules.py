"""Who prepares newsletters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.predicates import predicate

if TYPE_CHECKING:
    from maillage.network.readers import Reader


@predicate  # type: ignore[untyped-decorator]
def can_add_newsletters(reader: Reader) -> bool:
    """Add one, change what it is about and who prepares it."""
    return reader.is_steward
