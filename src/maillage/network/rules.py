"""Who may do what with a record: each question is one predicate, read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.predicates import predicate

if TYPE_CHECKING:
    from maillage.network.models import Organisation
    from maillage.network.readers import Reader


@predicate  # type: ignore[untyped-decorator]
def can_edit(reader: Reader, organisation: Organisation) -> bool:
    """Change what the record says."""
    return reader.is_steward or organisation.pk in reader.edits


@predicate  # type: ignore[untyped-decorator]
def can_coordinate(reader: Reader, organisation: Organisation) -> bool:
    """Decide on ties, people and who sees what."""
    return reader.is_steward or organisation.pk in reader.coordinates
