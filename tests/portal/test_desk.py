"""My space: what waits for me."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.network import MandateFactory, OrganisationFactory, ProposalFactory, TieFactory, steward
from tests.network.mine_kit import sign_in

from maillage.kit.desk import DeskCard, cards_for, desk_cards
from maillage.network.enums import MandateRole, TieState

pytestmark = pytest.mark.django_db
DESK = "portal:desk"


def waiting_tie(organisation, name="Attac"):
    other = OrganisationFactory(name=name)
    return TieFactory(a=other, b=organisation, state=TieState.PROPOSED, confirmed_a_at=timezone.now())


def test_desk_asks_a_stranger_to_sign_in(client):
    assert client.get(reverse(DESK)).status_code == 302


def test_desk_tells_someone_without_mandate_how_to_come_in(client):
    assert sign_in(client, PersonFactory()).get(reverse(DESK)).status_code == 200


def test_desk_shows_ties_that_wait_for_the_coordinator(client):
    organisation = OrganisationFactory(name="Sud")
    waiting_tie(organisation)
    page = sign_in(client, MandateFactory(organisation=organisation).person).get(reverse(DESK))
    assert "Attac" in page.content.decode()


def test_desk_of_an_editor_shows_no_tie_to_decide(client):
    organisation = OrganisationFactory(name="Sud")
    waiting_tie(organisation)
    editor = MandateFactory(organisation=organisation, role=MandateRole.EDITOR).person
    assert "Attac" not in sign_in(client, editor).get(reverse(DESK)).content.decode()


def test_desk_counts_what_stewards_decide(client):
    ProposalFactory()
    page = sign_in(client, steward()).get(reverse(DESK))
    assert "network/desk/stewardship.html" in [template for template, _about in page.context["cards"]]


def test_desk_asks_the_same_number_of_queries_for_one_and_three(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for times in (1, 3):
        person = PersonFactory()
        for number in range(times):
            organisation = OrganisationFactory()
            MandateFactory(person=person, organisation=organisation)
            waiting_tie(organisation, f"Other {times} {number}")
            ProposalFactory(organisation=organisation)
        sign_in(client, person).get(reverse(DESK))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(DESK))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_cards_come_in_order_and_silent_ones_stay_out(monkeypatch):
    entries = {
        "late": DeskCard(template="late.html", about=lambda _reader: {}, order=9),
        "early": DeskCard(template="early.html", about=lambda _reader: {}, order=1),
        "silent": DeskCard(template="silent.html", about=lambda _reader: None, order=0),
    }
    monkeypatch.setattr(desk_cards, "_entries", entries)
    assert [template for template, _about in cards_for(None)] == ["early.html", "late.html"]
