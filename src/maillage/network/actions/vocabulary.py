"""Keeping the shared words (territories, themes, types of tie, circles, sources); what depends on them follows."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import ManyToManyField, Model, ProtectedError, Q
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.network.actions import disclosure
from maillage.network.enums import Act
from maillage.network.models import Circle, ExactPlace, Source, Territory, Theme, ThemeLink, Tie, TieType

T = TypeVar("T", Territory, Theme, TieType, Circle, Source)


@transaction.atomic
def add_term(model: type[T], *, by: Person, **values: object) -> T:
    """Add one word to a vocabulary. Raises ValidationError when it breaks a rule of its model."""
    term = model()
    _write(term, values)
    journal.record(Act.TERM_ADDED, term, by=by)
    return term


@transaction.atomic
def change_term(term: T, *, by: Person, **values: object) -> T:
    term = type(term)._default_manager.select_for_update(of=("self",)).get(pk=term.pk)  # noqa: SLF001 -- Django's own name
    touched = _touched(term)
    _write(term, values)
    journal.record(Act.TERM_CHANGED, term, by=by, fields=sorted(values))
    disclosure.refresh(touched | _touched(term))
    return term


@transaction.atomic
def remove_term(term: T, *, by: Person) -> None:
    """Remove a word nobody uses. Raises DomainError while something stands on it."""
    journal.record(Act.TERM_REMOVED, term, by=by)
    try:
        with transaction.atomic():
            _refuse_use(term)
            term.delete()
    except ProtectedError as used:
        raise DomainError(_("This is still in use: change what uses it first.")) from used


def _write(term: Model, values: dict[str, object]) -> None:
    many = {name for name in values if isinstance(term._meta.get_field(name), ManyToManyField)}
    for name in values.keys() - many:
        setattr(term, name, values[name])
    term.full_clean()
    try:
        with transaction.atomic():
            term.save()
    except IntegrityError as refused:
        raise DomainError(
            _("A territory or theme cannot be inside itself. Choose another one to hold it.")
        ) from refused
    for name in many:
        getattr(term, name).set(values[name])


def _refuse_use(term: Model) -> None:
    """Theme links would go with their theme: a theme in use is kept."""
    if isinstance(term, Theme) and ThemeLink.objects.filter(theme=term).exists():
        raise DomainError(_("Organisations still have this theme: give them another one first."))


def _touched(term: Model) -> set[int]:
    """Ids of the organisations whose disclosure may hang on this word."""
    find = _FINDERS.get(type(term))
    return find(term) if find else set()


def _of_territory(territory: Model) -> set[int]:
    places = ExactPlace.objects.filter(territory__ancestors__contains=[territory.pk])
    return set(places.values_list("presence__organisation_id", flat=True))


def _of_theme(theme: Model) -> set[int]:
    links = ThemeLink.objects.filter(theme__ancestors__contains=[theme.pk])
    return set(links.values_list("organisation_id", flat=True))


def _of_tie_type(kind: Model) -> set[int]:
    ends = Tie.objects.filter(Q(type=kind)).values_list("a_id", "b_id")
    return {end for pair in ends for end in pair}


_FINDERS: dict[type[Model], Callable[[Model], set[int]]] = {
    Territory: _of_territory,
    Theme: _of_theme,
    TieType: _of_tie_type,
}
