"""Every page of the back office opens for a steward, at the same cost for one row and for three."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.network import (
    CircleFactory,
    ConsentFactory,
    MandateFactory,
    OrganisationFactory,
    PolicyFactory,
    PresenceFactory,
    ProposalFactory,
    SourceFactory,
    TerritoryFactory,
    ThemeFactory,
    TieFactory,
    TieTypeFactory,
)

from maillage.journal import actions as journal
from maillage.network.actions.merging import merge
from maillage.network.actions.safety import hide
from maillage.network.enums import TieState
from maillage.network.models import Invitation
from maillage.notices.models import Letter, LetterState


def _invitation(number):
    Invitation.objects.create(
        email=f"i{number}@example.org", organisation=OrganisationFactory(), role="editor",
        token_hash=str(number), expires_at=timezone.now(),
    )  # fmt: skip


def _inbox(number):
    ProposalFactory(changes={"kind": "network"})
    tie = TieFactory(state=TieState.DISPUTED)
    journal.record("tie-disputed", tie, on_behalf_of=tie.a, reason="No longer.")
    TieFactory(state=TieState.PROPOSED, confirmed_a_at=timezone.now())
    Letter.objects.create(sender="a@example.org", recipients=["b@example.org"], message=b"", state=LetterState.FAILED)


LISTINGS = {
    "organisations:index": lambda n: PresenceFactory(),
    "ties:index": lambda n: TieFactory(),
    "people:index": lambda n: MandateFactory(),
    "mandates:index": lambda n: MandateFactory(),
    "invitations:index": _invitation,
    "policies:index": lambda n: PolicyFactory(territory=TerritoryFactory()),
    "consents:index": lambda n: ConsentFactory(),
    "circles:index": lambda n: CircleFactory(network=OrganisationFactory()),
    "territories:index": lambda n: TerritoryFactory(parent=TerritoryFactory()),
    "themes:index": lambda n: ThemeFactory(parent=ThemeFactory()),
    "tie-types:index": lambda n: TieTypeFactory(code=f"tie{n}"),
    "sources:index": lambda n: SourceFactory(),
    "office:inbox": _inbox,
    "office:merges": lambda n: merge(OrganisationFactory(), OrganisationFactory(), by=None),
    "office:hides": lambda n: hide(organisation=OrganisationFactory(), reason="Raid.", by=None),
    "journal:index": lambda n: journal.record("merged", OrganisationFactory(), by=MandateFactory().person),
}


@pytest.mark.parametrize("name", LISTINGS)
def test_listing_costs_the_same_for_one_row_and_three(office, queries_at, name):
    add, url = LISTINGS[name], reverse(name)
    office.get(url)  # warm: content types, menus
    add(1)
    one = queries_at(lambda: office.get(url))
    add(2)
    add(3)
    response = None

    def look():
        nonlocal response
        response = office.get(url)

    assert queries_at(look) <= one
    assert response.status_code == 200


@pytest.mark.parametrize("name", LISTINGS)
def test_listing_opens_when_it_is_empty(office, name):
    assert office.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        f"{kind}:add"
        for kind in (
            "organisations", "ties", "mandates", "invitations", "policies", "consents", "circles",
            "territories", "themes", "tie-types", "sources",
        )
    ],
)  # fmt: skip
def test_form_opens(office, name):
    assert office.get(reverse(name)).status_code == 200
