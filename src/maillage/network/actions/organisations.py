"""Adding and changing records: the organisation itself, and the values said of it."""

from io import BytesIO
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.kit.text import clean_html, fold
from maillage.network.actions import disclosure
from maillage.network.enums import Act, Audience, NameKind, OrganisationKind
from maillage.network.models import (
    Circle,
    Description,
    Disclosable,
    Identifier,
    Logo,
    OldAddress,
    Organisation,
    OrganisationName,
    Tie,
)
from maillage.network.signals import record_confirmed
from maillage.network.validators import normalise_identifier

F = TypeVar("F", bound=Disclosable)

LOGO_SIDE = 256
LOGO_LIMIT = 5 * 1024 * 1024
LOGO_PIXELS = 40_000_000  # a small file may unfold into more memory than the machine has
SLUG_LENGTH = 60


def add_organisation(
    *,
    name: str,
    by: Person | None,
    kind: str = OrganisationKind.UNKNOWN,
    name_kind: str = NameKind.OFFICIAL,
    language: str = "",
    audience: int = Audience.PUBLIC,
    circle: Circle | None = None,
    **fields: object,
) -> Organisation:
    """Open a record with its first name, as visible as the record itself."""
    with transaction.atomic():
        organisation = Organisation(slug=_free_slug(name), kind=kind, audience=audience, circle=circle, **fields)
        _save(organisation)
        first = OrganisationName(organisation=organisation, text=name.strip(), kind=name_kind, language=language)
        first.audience, first.circle = audience, circle
        _save(first)
        journal.record(Act.ADDED, organisation, by=by)
        disclosure.refresh([organisation.pk])
    organisation.refresh_from_db()
    return organisation


def change_organisation(organisation: Organisation, *, by: Person | None, **fields: object) -> Organisation:
    """Change columns of the record; saying the same again changes nothing and is not journaled."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        changed = _assign(organisation, fields)
        if changed:
            _save(organisation)
            journal.record(Act.CHANGED, organisation, by=by, fields=changed)
            disclosure.refresh([organisation.pk])
    organisation.refresh_from_db()
    return organisation


def confirm_record(organisation: Organisation, *, by: Person | None) -> Organisation:
    """Note that the record was read and is right, today."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if organisation.last_confirmed_on != timezone.localdate():
            organisation.last_confirmed_on = timezone.localdate()
            organisation.save(update_fields=["last_confirmed_on", "updated_at"])
            journal.record(Act.CONFIRMED, organisation, by=by, on_behalf_of=organisation)
        record_confirmed.send(Organisation, organisation=organisation)
    return organisation


# ── values of a record ──────────────────────────────────────────────────────


def add_facet(model: type[F], organisation: Organisation, *, by: Person | None, **values: object) -> F:
    """Add one value (a name, a contact, a description…) with its own audience."""
    with transaction.atomic():
        row = model(**{"organisation": organisation, **values})
        _clean_facet(row)
        _save(row)
        _note_facet(Act.FACET_ADDED, row, by=by, fields=sorted(values))
    row.refresh_from_db()
    return row


def change_facet(row: F, *, by: Person | None, **values: object) -> F:
    with transaction.atomic():
        row = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
        changed = _assign(row, values)
        if changed:
            _clean_facet(row)
            _save(row)
            _note_facet(Act.FACET_CHANGED, row, by=by, fields=changed)
    row.refresh_from_db()
    return row


def remove_facet(row: Disclosable, *, by: Person | None) -> None:
    """Remove one value for good; the last name of a record cannot be removed."""
    with transaction.atomic():
        organisation = row.organisation  # type: ignore[attr-defined]
        is_last_name = isinstance(row, OrganisationName) and organisation.names.exclude(pk=row.pk).count() == 0
        if is_last_name:
            raise DomainError(_("A record keeps at least one name. Add another one first."))
        _note_facet(Act.FACET_REMOVED, row, by=by)
        row.delete()
        disclosure.refresh([organisation.pk])


def disclose(row: F, *, audience: int, by: Person | None, circle: Circle | None = None) -> F:
    """Set who may read a row: an organisation's very existence, one of its values, a place or a tie."""
    with transaction.atomic():
        row = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
        if (row.audience, row.circle) != (audience, circle):
            row.audience, row.circle = audience, circle
            _save(row)
            journal.record(Act.DISCLOSED, row, by=by, audience=audience, circle=circle.pk if circle else None)
        touched = organisations_of(row)
        disclosure.refresh(touched)
        for pk in touched:
            protect_address(Organisation.objects.get(pk=pk))
    row.refresh_from_db()
    return row


def set_logo(organisation: Organisation, *, upload: bytes, alternative_text: str, by: Person | None) -> Logo:
    """Keep a small re-encoded picture; whatever else the file carried (place, camera, author) is gone."""
    with transaction.atomic():
        former = Logo.objects.filter(organisation=organisation).first()
        kept = {"audience": former.audience, "circle": former.circle} if former else {}
        if former:
            former.delete()
        picture = _small_picture(upload)
        return add_facet(Logo, organisation, by=by, image=picture, alternative_text=alternative_text, **kept)


def protect_address(organisation: Organisation) -> None:
    """Give the record another address, and forget the former ones, when its address tells a name it does not show."""
    names = list(organisation.names.all())
    shown = {word for name in names if disclosure.is_shared(name, organisation) for word in name.folded.split()}
    hidden = {word for name in names for word in name.folded.split()} - shown
    if hidden & set(organisation.slug.split("-")):
        organisation.old_addresses.all().delete()
        organisation.slug = _free_slug(organisation.label_in(None) if organisation.label else "")
        organisation.save(update_fields=["slug"])


def rename_address(organisation: Organisation, *, slug: str, by: Person | None) -> Organisation:
    """Give the record another address; the old one redirects."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if organisation.slug != slug:
            if (
                Organisation.objects.filter(slug=slug).exists()
                or OldAddress.objects.filter(slug=slug).exclude(organisation=organisation).exists()
            ):
                raise DomainError(_("Another record has this address. Choose another one."))
            OldAddress.objects.filter(slug=slug).delete()
            OldAddress.objects.create(slug=organisation.slug, organisation=organisation)
            organisation.slug = slug
            _save(organisation)
            journal.record(Act.CHANGED, organisation, by=by, fields=["slug"])
    return organisation


# ── the inside of these acts ────────────────────────────────────────────────


def _save(row: models.Model) -> None:
    """Check and write. The database has the last word; its refusals become errors a form can show."""
    if isinstance(row, Disclosable):
        row.close()
    row.full_clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as problem:
        raise DomainError(
            _("Someone else has just written the same thing. Look again, then try once more.")
        ) from problem


def _assign(row: models.Model, values: dict[str, object]) -> list[str]:
    """Set what differs; the names of the fields that changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return sorted(changed)


def _clean_facet(row: Disclosable) -> None:
    if isinstance(row, Description):
        row.html = clean_html(row.html)
        if not fold(strip_tags(row.html)):
            raise ValidationError({"html": _("Write at least a few words.")})
    if isinstance(row, Identifier):
        row.value = normalise_identifier(row.scheme, row.value)


def _note_facet(act: Act, row: Disclosable, *, by: Person | None, fields: list[str] | None = None) -> None:
    organisation = row.organisation  # type: ignore[attr-defined]
    journal.record(act, row, by=by, organisation=organisation.pk, fields=fields or [])
    Organisation.objects.filter(pk=organisation.pk).update(updated_at=timezone.now())
    disclosure.refresh([organisation.pk])
    if isinstance(row, OrganisationName):
        protect_address(Organisation.objects.get(pk=organisation.pk))


def organisations_of(row: Disclosable) -> list[int]:
    """Ids of the organisations a row bears on: both ends of a tie, one for anything else."""
    if isinstance(row, Organisation):
        return [row.pk]
    return [row.a_id, row.b_id] if isinstance(row, Tie) else [row.organisation_id]  # type: ignore[attr-defined]


def _free_slug(name: str) -> str:
    """An address not taken, from the name; one that tells nothing when no Latin letter is left of it."""
    base = slugify(fold(name))[:SLUG_LENGTH].strip("-")
    slug, number = base or _neutral_slug(), 1
    while Organisation.objects.filter(slug=slug).exists() or OldAddress.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}" if base else _neutral_slug()
    return slug


def _neutral_slug() -> str:
    return "o-" + get_random_string(8, "abcdefghijkmnpqrstuvwxyz23456789")


def _small_picture(upload: bytes) -> bytes:
    if len(upload) > LOGO_LIMIT:
        raise ValidationError({"image": _("This file is larger than 5 MB. Choose a smaller picture.")})
    try:
        with Image.open(BytesIO(upload), formats=("PNG", "JPEG", "GIF", "WEBP")) as picture:
            if picture.width * picture.height > LOGO_PIXELS:
                raise Image.DecompressionBombError  # noqa: TRY301 -- answered like the library's own, just below
            picture.thumbnail((LOGO_SIDE, LOGO_SIDE))
            clean = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise ValidationError(
            {"image": _("This file is not a picture we can read. Choose a PNG, JPEG, GIF or WebP file.")}
        ) from problem
    out = BytesIO()
    clean.save(out, format="WEBP", quality=85)
    return out.getvalue()
