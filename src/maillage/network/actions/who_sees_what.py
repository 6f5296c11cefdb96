"""Setting the audiences of a whole record in one act, and looking at the result before it is kept."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.network.actions import disclosure
from maillage.network.actions.organisations import organisations_of, protect_address
from maillage.network.enums import Act
from maillage.network.models import Disclosable, Organisation

T = TypeVar("T")
Choices = Iterable[tuple[Disclosable, Mapping[str, Any]]]


def set_who_sees_what(organisation: Organisation, *, choices: Choices, by: Person | None) -> Organisation:
    """Set audiences and precisions of rows of one record: all of them or none, worked out once.

    choices: a row, and the new values of `audience`, `circle`, `precision_public` or `precision_members`
    """
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        touched = {organisation.pk}
        for row, values in choices:
            touched |= _set(row, values, by=by)
        disclosure.refresh(touched)
        for pk in touched:
            protect_address(Organisation.objects.get(pk=pk))
    return Organisation.objects.get(pk=organisation.pk)


def preview(organisation: Organisation, *, choices: Choices, by: Person | None, read: Callable[[Organisation], T]) -> T:
    """What `read` finds once these choices are set. The act is really done, then undone: it cannot disagree with it."""
    with transaction.atomic():
        found = read(set_who_sees_what(organisation, choices=choices, by=by))
        transaction.set_rollback(True)
    return found


def _set(row: Disclosable, values: Mapping[str, Any], *, by: Person | None) -> set[int]:
    """Write one row; the ids of the organisations it bears on."""
    row = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.close()
    row.full_clean()
    row.save()
    journal.record(Act.DISCLOSED, row, by=by, audience=row.audience, circle=row.circle_id, fields=sorted(values))
    return set(organisations_of(row))
