"""Making one record of two, and undoing it."""

from collections.abc import Iterator

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.network.actions import disclosure
from maillage.network.enums import Act, Audience
from maillage.network.models import (
    Body,
    ChangeProposal,
    Claim,
    ContactPoint,
    Description,
    DisclosurePolicy,
    EmergencyHide,
    Identifier,
    Invitation,
    Logo,
    Mandate,
    Merge,
    Organisation,
    OrganisationName,
    Presence,
    ThemeLink,
    Tie,
)

# Every place where a row belongs to an organisation, and by which column. Consents stay: each was given for one record.
BELONGINGS: tuple[tuple[type[models.Model], str], ...] = (
    *((model, "organisation") for model in (
        OrganisationName, Identifier, ContactPoint, Description, Logo, ThemeLink, Presence, Claim, Body, Mandate, Invitation, ChangeProposal,
    )),
    *((model, column) for model in (EmergencyHide, DisclosurePolicy) for column in ("organisation", "network")),
    (Tie, "a"),
    (Tie, "b"),
)  # fmt: skip

PEOPLE = (Mandate, Invitation)
# Names whose mark "shown as title" a merge gave or took; beside those that moved, in `Merge.moved`.
TITLED, UNTITLED = "organisationname.titled", "organisationname.untitled"


def merge(kept: Organisation, absorbed: Organisation, *, by: Person | None) -> Merge:
    """Move to `kept` every row of `absorbed` that does not repeat one; its address and ids lead to `kept` from now on.

    Rows that repeat one of `kept` stay behind, hidden with the absorbed record, so that undoing restores both exactly.
    """
    if kept == absorbed:
        raise DomainError(_("Choose two different records."))
    with transaction.atomic():
        locked = {
            o.pk: o
            for o in Organisation.objects.select_for_update().filter(pk__in=[kept.pk, absorbed.pk]).order_by("pk")
        }
        if any(o.merged_into_id for o in locked.values()):
            raise DomainError(_("One of these records has already been merged. Look again."))
        if locked[absorbed.pk].is_home:
            raise DomainError(_("The home organisation can only be the record that is kept."))
        _refuse_to_widen(locked[absorbed.pk], locked[kept.pk])
        titles = _keep_titles(kept, absorbed)
        moved = _move_rows(absorbed, kept) | titles
        merged = Merge.objects.create(kept=kept, absorbed=absorbed, merged_by=by, moved=moved)
        Organisation.objects.filter(pk=absorbed.pk).update(merged_into=kept)
        journal.record(Act.MERGED, merged, by=by, kept=kept.pk, absorbed=absorbed.pk)
        disclosure.refresh(_neighbourhood(kept, absorbed))
    return merged


def undo_merge(merged: Merge, *, by: Person | None) -> Merge:
    """Give back to each record what it had; rows added since stay with the record that was kept."""
    with transaction.atomic():
        merged = Merge.objects.select_for_update(of=("self",)).get(pk=merged.pk)
        if merged.undone_at is not None:
            return merged
        for model, column in BELONGINGS:
            ids = merged.moved.get(_key(model, column), [])
            model._base_manager.filter(pk__in=ids).update(**{column: merged.absorbed})
        for marks, was_title in ((TITLED, False), (UNTITLED, True)):
            OrganisationName.objects.filter(pk__in=merged.moved.get(marks, [])).update(is_preferred=was_title)
        _hide_both(merged)
        Organisation.objects.filter(pk=merged.absorbed_id).update(merged_into=None)
        merged.undone_at = timezone.now()
        merged.save(update_fields=["undone_at"])
        journal.record(Act.MERGE_UNDONE, merged, by=by, kept=merged.kept_id, absorbed=merged.absorbed_id)
        disclosure.refresh(_neighbourhood(merged.kept, merged.absorbed))
    return merged


def count_moved(merged: Merge) -> int:
    """How many values a merge moved."""
    return sum(len(ids) for marks, ids in merged.moved.items() if marks not in (TITLED, UNTITLED))


def _keep_titles(kept: Organisation, absorbed: Organisation) -> dict[str, list[int]]:
    """Mark the titles of `kept` as such, and none of `absorbed`: it is called in every language as it was before.

    Nothing changes where nobody may read a name of `kept`. What was changed is kept for undoing.
    """
    titles = disclosure.titles_of(Organisation.objects.prefetch_related("names").get(pk=kept.pk)).values()
    if not titles:
        return {}
    rivals = OrganisationName.objects.filter(organisation=absorbed, is_preferred=True).order_by("pk")
    changes = {TITLED: [name.pk for name in titles if not name.is_preferred], UNTITLED: [name.pk for name in rivals]}
    OrganisationName.objects.filter(pk__in=changes[TITLED]).update(is_preferred=True)
    OrganisationName.objects.filter(pk__in=changes[UNTITLED]).update(is_preferred=False)
    return {marks: ids for marks, ids in changes.items() if ids}


def _refuse_to_widen(absorbed: Organisation, kept: Organisation) -> None:
    """What is moved would be read by those who read `kept`: they must not be more than those who read `absorbed`."""
    same = (absorbed.audience, absorbed.circle_id) == (kept.audience, kept.circle_id)
    if not same and absorbed.audience >= kept.audience and absorbed.audience > Audience.PUBLIC:
        raise DomainError(_("The record to take in is shown to fewer readers. Show the one you keep to no more first."))
    consents = disclosure.consents_of([absorbed.pk, kept.pk])
    for covers, given in consents[absorbed.pk].items():
        own = consents[kept.pk].get(covers)
        if own is None or own.audience < given.audience or own.precision < given.precision:
            raise DomainError(
                _(
                    "The record to take in has its own consent. Record the same consent, or a narrower one, for the one you keep."
                )
            )


def _hide_both(merged: Merge) -> None:
    """A hide laid on the kept record since the merge was meant for both: the absorbed one takes its own."""
    since = EmergencyHide.objects.in_force().filter(begun_at__gt=merged.merged_at)
    for column in ("organisation", "network"):
        moved = merged.moved.get(_key(EmergencyHide, column), [])
        for order in since.filter(**{column: merged.kept}).exclude(pk__in=moved):
            EmergencyHide.objects.create(reason=order.reason, begun_by=order.begun_by, **{column: merged.absorbed})


def _move_rows(absorbed: Organisation, kept: Organisation) -> dict[str, list[int]]:
    moved: dict[str, list[int]] = {}
    for model, column in BELONGINGS:
        if kept.is_home and model in PEOPLE:  # or those who act for the absorbed record would become stewards
            continue
        ids = [
            row.pk
            for row in model._base_manager.filter(**{column: absorbed}).order_by("pk")
            if _moves(row, column, kept)
        ]
        if ids:
            moved[_key(model, column)] = ids
    return moved


def _moves(row: models.Model, column: str, kept: Organisation) -> bool:
    """Try to move one row; the database says whether it repeats one that is there."""
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{column: kept})
    except IntegrityError:
        return False
    return True


def _key(model: type[models.Model], column: str) -> str:
    return f"{model._meta.model_name}.{column}"


def _neighbourhood(*organisations: Organisation) -> set[int]:
    return {organisation.pk for organisation in organisations} | set(_tied_to(organisations))


def _tied_to(organisations: tuple[Organisation, ...]) -> Iterator[int]:
    for a, b in Tie.objects.filter(models.Q(a__in=organisations) | models.Q(b__in=organisations)).values_list(
        "a_id", "b_id"
    ):
        yield from (a, b)
