"""Keeping partner maps."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.atlas.enums import Act
from maillage.atlas.models import PartnerMap
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError


@transaction.atomic
def add_map(*, by: Person | None, **values: object) -> PartnerMap:
    """Add a map. Raises ValidationError when a value breaks a rule of the model."""
    added = PartnerMap()
    _write(added, values)
    journal.record(Act.MAP_ADDED, added, by=by)
    return added


@transaction.atomic
def change_map(changed: PartnerMap, *, by: Person | None, **values: object) -> PartnerMap:
    """Change a map; nothing is written or recorded when nothing differs."""
    changed = PartnerMap.objects.select_for_update(of=("self",)).get(pk=changed.pk)
    names = sorted(name for name, value in values.items() if getattr(changed, name) != value)
    if names:
        _write(changed, values)
        journal.record(Act.MAP_CHANGED, changed, by=by, fields=names)
    return changed


@transaction.atomic
def remove_map(removed: PartnerMap, *, by: Person | None) -> None:
    """Remove a map; what it showed stays in the directory."""
    journal.record(Act.MAP_REMOVED, removed, by=by)
    removed.delete()


def _write(row: PartnerMap, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.close()
    row.full_clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as refused:  # somebody took the address a moment ago
        raise DomainError(_("There is a map at this address already. Choose another one.")) from refused
    row.refresh_from_db(fields=["shown_to", "shown_circles"])  # the database wrote them
