"""The inbox: what waits, decided in the open."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.network import OrganisationFactory, ProposalFactory, SourceFactory, TieFactory, TieTypeFactory

from maillage.journal.models import Entry
from maillage.network.actions.ties import dispute_tie, state_tie
from maillage.network.enums import Act, ProposalState, TieState
from maillage.notices.models import Letter, LetterState


@pytest.fixture
def proposal(db):
    return ProposalFactory(
        organisation=OrganisationFactory(name="Ligue", founded="1976"), changes={"kind": "federation"}
    )


def test_empty_inbox_says_so(office):
    assert office.get(reverse("office:inbox")).context["is_empty"]


def test_count_is_on_the_menu(office, proposal):
    assert "(1)" in office.get(reverse("office:inbox")).content.decode()


def test_proposal_shows_before_and_after(office, proposal):
    (line,) = office.get(reverse("office:proposal", args=[proposal.pk])).context["diff"]
    assert line["before"] != line["after"]


def test_acceptance_changes_the_record(office, boss, proposal):
    office.post(reverse("office:proposal", args=[proposal.pk]), {"accept": "1", "reason": ""})
    proposal.refresh_from_db()
    proposal.organisation.refresh_from_db()
    assert (proposal.state, proposal.organisation.kind) == (ProposalState.ACCEPTED, "federation")
    assert Entry.objects.about(proposal).get().actor_id == boss.pk


def test_refusal_needs_a_reason(office, proposal):
    url = reverse("office:proposal", args=[proposal.pk])
    assert "reason" in office.post(url, {"decline": "1", "reason": ""}).context["form"].errors
    office.post(url, {"decline": "1", "reason": "Not what the statutes say."})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.organisation.kind) == (ProposalState.DECLINED, "association")


def test_decided_proposal_cannot_be_decided_again(office, proposal):
    url = reverse("office:proposal", args=[proposal.pk])
    office.post(url, {"accept": "1"})
    assert office.post(url, {"accept": "1"}).context["form"].non_field_errors()


def _disputed():
    source, kind = SourceFactory(), TieTypeFactory()
    tie = state_tie(OrganisationFactory(), kind, OrganisationFactory(), source=source, by=None)
    return dispute_tie(tie, on_behalf_of=tie.b, reason="They left in 2011.", by=None)


def test_both_sides_are_heard(office):
    tie = _disputed()
    (item,) = office.get(reverse("office:inbox")).context["disputes"]
    assert [(side["end"], side["reason"]) for side in item["sides"]] == [(tie.b, "They left in 2011."), (None, "")]


@pytest.mark.parametrize(("stands", "state"), [("yes", TieState.STATED), ("no", TieState.WITHDRAWN)])
def test_dispute_is_settled(office, stands, state):
    tie = _disputed()
    url = reverse("office:tie", args=[tie.pk])
    office.post(url, {"act": "settle", "settle-stands": stands, "settle-reason": "We read the minutes."})
    tie.refresh_from_db()
    assert tie.state == state
    assert Entry.objects.about(tie).filter(act=Act.TIE_SETTLED).exists()


def test_proposed_tie_waits_in_sight(office):
    tie = TieFactory(state=TieState.PROPOSED, confirmed_a_at=timezone.now())
    assert list(office.get(reverse("office:inbox")).context["waiting"]) == [tie]


def test_failed_letter_is_sent_again(office):
    letter = Letter.objects.create(sender="a@example.org", recipients=["b@example.org"], message=b"", state="failed")
    office.post(reverse("office:letter-retry", args=[letter.pk]))
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING
    assert Entry.objects.about(letter).get().act == Act.LETTER_RETRIED
