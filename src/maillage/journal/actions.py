"""Writing to the journal. Called inside the transaction of the act it records."""

from collections.abc import Iterable

from django.db import models

from maillage.accounts.models import Person
from maillage.journal.models import Entry
from maillage.kit.copying import copy


def record(
    act: str,
    subject: models.Model,
    *,
    by: Person | None = None,
    on_behalf_of: models.Model | None = None,
    reason: str = "",
    **details: object,
) -> Entry:
    """Append one act. `details` hold names of fields and ids, never what a field said; `by=None` is the instance."""
    return Entry.objects.create(
        act=act,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        actor_id=by.pk if by else None,
        on_behalf_of=on_behalf_of.pk if on_behalf_of else None,
        reason=reason,
        details=details,
    )


def record_all(
    act: str, model: type[models.Model], ids: Iterable[object], *, by: Person | None, **details: object
) -> None:
    """Append the same act about many objects of one model."""
    subject_type, actor_id = model._meta.label_lower, by.pk if by else None
    copy(
        Entry,
        (
            Entry(act=act, subject_type=subject_type, subject_id=str(pk), actor_id=actor_id, details=details)
            for pk in ids
        ),
    )
