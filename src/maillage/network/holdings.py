"""What is held about someone because they act for an organisation, or wrote to its stewards."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import Person
from maillage.kit.personal_data import Holding, Rows, erasure_obstacles, holdings
from maillage.network.models import ChangeProposal, Circle, Consent, Invitation, Mandate
from maillage.network.models.people import InvitationQuerySet
from maillage.network.queries.readers import STEWARD_ROLES

INVITATION_DAYS = 30  # after its end, for whoever asks why a link no longer works
ANSWER_DAYS = 90  # after the decision, an address left for an answer has served


def register() -> None:
    for name, holding in HOLDINGS.items():
        holdings.register(name, holding)
    erasure_obstacles.register("last-steward", is_last_steward)


def is_last_steward(person_id: int) -> str | Promise | None:
    """Why this person cannot be erased: an instance without stewards has nobody who answers for it."""
    stewards = Mandate.objects.current().filter(
        organisation__is_home=True, role__in=STEWARD_ROLES, person__is_active=True
    )
    if set(stewards.values_list("person_id", flat=True)) == {person_id}:
        return _("You are the last steward of this network. Give this mandate to someone else first.")
    return None


def mandate_rows(person_id: int) -> Rows:
    return [
        {
            "organisation": str(mandate.organisation),
            "role": mandate.role,
            "since": mandate.since.isoformat(),
            "until": mandate.until.isoformat() if mandate.until else None,
            "ended_at": mandate.revoked_at.isoformat(timespec="minutes") if mandate.revoked_at else None,
        }
        for mandate in Mandate.objects.filter(person_id=person_id).select_related("organisation").order_by("pk")
    ]


def erase_mandates(person_id: int) -> int:
    return Mandate.objects.filter(person_id=person_id).delete()[0]


def expire_mandates(now: datetime) -> int:
    limit = now - timedelta(days=settings.RETENTION_DAYS)
    return Mandate.objects.filter(Q(revoked_at__lt=limit) | Q(until__lt=limit.date())).delete()[0]


def invitation_rows(person_id: int) -> Rows:
    return [
        {
            "organisation": str(row.organisation),
            "role": row.role,
            "invited_at": row.invited_at.isoformat(timespec="minutes"),
        }
        for row in _invitations_to(person_id).select_related("organisation").order_by("pk")
    ]


def erase_invitations(person_id: int) -> int:
    return _invitations_to(person_id).delete()[0]


def expire_invitations(now: datetime) -> int:
    return Invitation.objects.filter(expires_at__lt=now - timedelta(days=INVITATION_DAYS)).delete()[0]


def _invitations_to(person_id: int) -> InvitationQuerySet:
    return Invitation.objects.filter(email__in=Person.objects.filter(pk=person_id).values("email"))


def proposal_rows(person_id: int) -> Rows:
    return [
        {
            "organisation": str(row.organisation),
            "proposed_at": row.proposed_at.isoformat(timespec="minutes"),
            "message": row.message,
            "state": row.state,
        }
        for row in ChangeProposal.objects.filter(proposed_by_id=person_id).select_related("organisation").order_by("pk")
    ]


def erase_proposals(person_id: int) -> int:
    """What was proposed stays for the stewards; who proposed it, and the words, go."""
    return ChangeProposal.objects.filter(proposed_by_id=person_id).update(proposed_by=None, message="", reply_to="")


def expire_proposals(now: datetime) -> int:
    decided = ChangeProposal.objects.filter(decided_at__lt=now - timedelta(days=ANSWER_DAYS)).exclude(reply_to="")
    old = ChangeProposal.objects.filter(decided_at__lt=now - timedelta(days=settings.RETENTION_DAYS))
    return decided.update(reply_to="") + old.delete()[0]


def consent_rows(person_id: int) -> Rows:
    given = Consent.objects.filter(given_by_id=person_id).select_related("organisation").order_by("pk")
    return [
        {
            "organisation": str(row.organisation),
            "covers": row.covers,
            "given_at": row.given_at.isoformat(timespec="minutes"),
        }
        for row in given
    ]


def erase_consents(person_id: int) -> int:
    """The organisation's consent stands; who gave it for the organisation goes."""
    return Consent.objects.filter(given_by_id=person_id).update(given_by=None)


def circle_rows(person_id: int) -> Rows:
    return [{"circle": str(circle)} for circle in Circle.objects.filter(people=person_id).order_by("pk")]


def erase_from_circles(person_id: int) -> int:
    return Circle.people.through.objects.filter(person_id=person_id).delete()[0]


HOLDINGS = {
    "mandates": Holding(
        what=_("Your mandates: for which organisation, as what, from when to when."),
        why=_("So that you can act in its name, and others know who does."),
        how_long=_("While they last, then for the time your network has set."),
        rows=mandate_rows,
        erase=erase_mandates,
        expire=expire_mandates,
    ),
    "invitations": Holding(
        what=_("Invitations sent to your address."),
        why=_("To let you in."),
        how_long=_("Thirty days after they end."),
        rows=invitation_rows,
        erase=erase_invitations,
        expire=expire_invitations,
    ),
    "proposals": Holding(
        what=_("Changes and corrections you proposed."),
        why=_("So that the stewards can decide and answer you."),
        how_long=_(
            "An address left for an answer: ninety days after the decision. The rest: the time your network has set."
        ),
        rows=proposal_rows,
        erase=erase_proposals,
        expire=expire_proposals,
    ),
    "consents": Holding(
        what=_("Consents you gave in the name of an organisation."),
        why=_("So that the organisation can show who agreed, and when."),
        how_long=_("As long as the consent; after an erasure it names nobody."),
        rows=consent_rows,
        erase=erase_consents,
    ),
    "circles": Holding(
        what=_("Circles you were added to by name."),
        why=_("So that you can read what is shared with them."),
        how_long=_("Until you are taken out."),
        rows=circle_rows,
        erase=erase_from_circles,
    ),
}
