"""Letters about what happens to a record. They name no other organisation: a mail can be read on its way."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from maillage.accounts.models import Person
from maillage.network.enums import MandateRole, ProposalState
from maillage.network.models import ChangeProposal, Mandate, Organisation, Tie
from maillage.network.queries.readers import reader_of
from maillage.network.rules import can_edit
from maillage.notices import actions as notices


def tell_tie_proposed(tie: Tie, *, to: Organisation) -> None:
    _tell_coordinators(to, "network/mail/tie_proposed", tie)


def tell_tie_disputed(tie: Tie, *, to: Organisation) -> None:
    _tell_coordinators(to, "network/mail/tie_disputed", tie)


def tell_proposal_decided(proposal: ChangeProposal) -> None:
    """Answer whoever proposed, the person or the address a reader left, if they may still see the record."""
    person, organisation = proposal.proposed_by, proposal.organisation
    address = person.email if person else proposal.reply_to
    reader = reader_of(person)
    if not address or not Organisation.objects.visible_to(reader).filter(pk=organisation.pk).exists():
        return
    language = person.language if person else settings.LANGUAGE_CODE
    context = {
        "organisation": organisation,
        "is_accepted": proposal.state == ProposalState.ACCEPTED,
        "reason": proposal.reason,
        "url": _address("network:mine-detail", language, slug=organisation.slug)
        if can_edit(reader, organisation)
        else "",
    }
    notices.write(address, template="network/mail/proposal_decided", context=context, language=language)


def _tell_coordinators(organisation: Organisation, template: str, tie: Tie) -> None:
    for person in _coordinators(organisation):
        url = _address("network:mine-tie", person.language, slug=organisation.slug, uuid=tie.uuid)
        context = {"organisation": organisation, "url": url}
        notices.write(person.email, template=template, context=context, language=person.language)


def _coordinators(organisation: Organisation) -> Iterable[Person]:
    mandates = Mandate.objects.current().filter(
        organisation=organisation, role=MandateRole.COORDINATOR, person__is_active=True
    )
    return [mandate.person for mandate in mandates.select_related("person").order_by("pk")]


def _address(view: str, language: str, **parts: object) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse(view, kwargs=parts)
