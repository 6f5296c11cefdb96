"""Keeping newsletters."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.letters.enums import Act
from maillage.letters.models import Newsletter
from maillage.network.models import Theme


@transaction.atomic
def add_newsletter(
    *, by: Person | None, themes: Iterable[Theme] = (), editors: Iterable[Person] = (), **values: object
) -> Newsletter:
    """Add a newsletter. Raises ValidationError when a value breaks a rule of the model."""
    added = Newsletter()
    _write(added, values)
    added.themes.set(themes)
    added.editors.set(editors)
    journal.record(Act.NEWSLETTER_ADDED, added, by=by)
    return added


@transaction.atomic
def change_newsletter(
    changed: Newsletter,
    *,
    by: Person | None,
    themes: Iterable[Theme] | None = None,
    editors: Iterable[Person] | None = None,
    **values: object,
) -> Newsletter:
    """Change a newsletter; nothing is written or recorded when nothing differs. None: leave as it is.

    Its language stays once it has readers: they chose it.
    """
    changed = Newsletter.objects.select_for_update().get(pk=changed.pk)
    names = sorted(name for name, value in values.items() if getattr(changed, name) != value)
    if "language" in names and changed.subscriptions.exists():
        raise DomainError(
            _("This newsletter has readers in its language. Add another newsletter for another language.")
        )
    if names:
        _write(changed, values)
    for name, chosen in (("themes", themes), ("editors", editors)):
        if chosen is not None and _set(changed, name, chosen):
            names.append(name)
    if names:
        journal.record(Act.NEWSLETTER_CHANGED, changed, by=by, fields=names)
    return changed


def _set(newsletter: Newsletter, name: str, chosen: Iterable[object]) -> bool:
    """Whether the list differed."""
    related, chosen = getattr(newsletter, name), list(chosen)
    if set(related.all()) == set(chosen):
        return False
    related.set(chosen)
    return True


def _write(row: Newsletter, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as refused:  # somebody took the address a moment ago
        raise DomainError(_("There is a newsletter at this address already. Choose another one.")) from refused
