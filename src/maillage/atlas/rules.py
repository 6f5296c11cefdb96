"""Who may do what with a map."""

from rules.predicates import predicate

from maillage.network.models import Organisation
from maillage.network.readers import Reader
from maillage.network.rules import can_coordinate


@predicate  # type: ignore[untyped-decorator]
def can_keep_maps(reader: Reader, network: Organisation) -> bool:
    """Add, change and remove the maps of its members."""
    return bool(can_coordinate(reader, network))
