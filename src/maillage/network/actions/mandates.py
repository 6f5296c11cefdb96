"""Who acts for an organisation: inviting, granting, ending."""

import hashlib
import secrets
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.network.enums import Act, Audience
from maillage.network.models import Invitation, Mandate, Organisation
from maillage.notices import actions as notices

INVITATION_DAYS = 14


class InvitationOver(DomainError):
    """The invitation does not exist, was accepted, cancelled, or is too old: one answer for all."""


def grant(
    person: Person,
    organisation: Organisation,
    *,
    role: str,
    by: Person | None,
    since: date | None = None,
    until: date | None = None,
) -> Mandate:
    """Mandate a person; granting what stands already returns it."""
    with transaction.atomic():
        standing = Mandate.objects.current().filter(person=person, organisation=organisation, role=role).first()
        if standing is not None:
            return standing
        mandate = Mandate(person=person, organisation=organisation, role=role, until=until, granted_by=by)
        mandate.since = since or timezone.localdate()
        mandate.full_clean()
        mandate.save()
        journal.record(Act.MANDATE_GRANTED, mandate, by=by, on_behalf_of=organisation, person=person.pk, role=role)
    return mandate


def end_mandate(mandate: Mandate, *, by: Person | None, reason: str = "") -> Mandate:
    """End a mandate now; its rights end with this transaction."""
    with transaction.atomic():
        mandate = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
        if mandate.revoked_at is None:
            mandate.revoked_at = timezone.now()
            mandate.save(update_fields=["revoked_at"])
            journal.record(
                Act.MANDATE_ENDED,
                mandate,
                by=by,
                on_behalf_of=mandate.organisation,
                reason=reason,
                person=mandate.person_id,
                role=mandate.role,
            )
            _cancel_invitations_of(mandate)
    return mandate


def _cancel_invitations_of(mandate: Mandate) -> None:
    """What someone who has left offered is over too, or they could come back by it."""
    cancel_invitations_from(mandate.person, organisation=mandate.organisation)


def cancel_invitations_from(person: Person, *, organisation: Organisation | None = None) -> None:
    """Cancel the open invitations that `person` sent, for one organisation or for all."""
    sent = Invitation.objects.filter(invited_by=person, accepted_at=None)
    for invitation in sent.filter(organisation=organisation) if organisation else sent:
        cancel_invitation(invitation, by=None)


def invite(organisation: Organisation, *, email: str, role: str, language: str, by: Person | None) -> Invitation:
    """Invite an address to act for the organisation; inviting again replaces the former link and sends a new mail."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        Invitation.objects.filter(email=email.lower(), organisation=organisation, role=role, accepted_at=None).delete()
        invitation = Invitation(
            email=email.lower(), organisation=organisation, role=role, language=language, invited_by=by
        )
        invitation.token_hash = hash_token(token)
        invitation.expires_at = timezone.now() + timedelta(days=INVITATION_DAYS)
        invitation.full_clean()
        invitation.save()
        journal.record(Act.INVITED, invitation, by=by, on_behalf_of=organisation, role=role)
        with translation.override(language):
            path = reverse("network:invitation", kwargs={"token": token})
        notices.write(
            invitation.email,
            template="network/mail/invitation",
            context={
                "is_named": organisation.shown_to == Audience.PUBLIC,
                "organisation": organisation,
                "invitation": invitation,
                "inviter": by,
                "url": settings.BASE_URL + path,
                "days": INVITATION_DAYS,
            },
            language=language,
        )
    return invitation


def accept_invitation(token: str, *, name: str = "", language: str = "", person: Person | None = None) -> Mandate:
    """Accept once. Without `person`, the invited address proves who comes: a person is made; one with an account signs in first.

    Raises InvitationOver.
    """
    with transaction.atomic():
        invitation = (
            Invitation.objects.open().select_for_update(of=("self",)).filter(token_hash=hash_token(token)).first()
        )
        if invitation is None:
            raise InvitationOver(_("This invitation is over. Ask the person who invited you for a new one."))
        person = person or _person_of(invitation, name=name, language=language)
        mandate = grant(person, invitation.organisation, role=invitation.role, by=invitation.invited_by)
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_at"])
        journal.record(Act.INVITATION_ACCEPTED, invitation, by=person, on_behalf_of=invitation.organisation)
    return mandate


def cancel_invitation(invitation: Invitation, *, by: Person | None) -> None:
    with transaction.atomic():
        journal.record(Act.INVITATION_CANCELLED, invitation, by=by, on_behalf_of=invitation.organisation)
        invitation.delete()


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _person_of(invitation: Invitation, *, name: str, language: str) -> Person:
    if Person.objects.filter(email__iexact=invitation.email).exists():
        raise DomainError(_("This address has an account. Sign in first, then open the invitation again."))
    return Person.objects.create_user(invitation.email, name=name, language=language or invitation.language)
