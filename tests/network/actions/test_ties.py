"""Ties: who may say what, and what is read meanwhile."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories.network import BodyFactory, OrganisationFactory, SourceFactory, TieFactory, TieTypeFactory

from maillage.journal.models import Entry
from maillage.kit.errors import DomainError
from maillage.network.actions import ties
from maillage.network.enums import Audience, TieRoleKind, TieState
from maillage.network.models import Tie, TieRole
from maillage.network.readers import STRANGER, Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def ends():
    return OrganisationFactory(), TieTypeFactory(), OrganisationFactory()


def test_a_proposed_tie_is_read_by_its_two_ends_only(ends):
    a, type_, b = ends

    tie = ties.propose_tie(a, type_, b, on_behalf_of=a, by=None, period="1998/..")

    assert not Tie.objects.visible_to(STRANGER).exists()
    for end in (a, b):
        assert list(Tie.objects.visible_to(Reader(organisations=frozenset({end.pk})))) == [tie]


def test_the_other_end_s_word_makes_it_confirmed_and_public(ends):
    a, type_, b = ends
    tie = ties.propose_tie(a, type_, b, on_behalf_of=a, by=None)

    tie = ties.confirm_tie(tie, on_behalf_of=b, by=None)

    assert tie.state == TieState.CONFIRMED
    assert list(Tie.objects.visible_to(STRANGER)) == [tie]


def test_proposing_is_not_confirming_twice(ends):
    a, type_, b = ends
    tie = ties.propose_tie(a, type_, b, on_behalf_of=a, by=None)

    assert ties.confirm_tie(tie, on_behalf_of=a, by=None).state == TieState.PROPOSED


def test_a_third_party_has_no_say(ends):
    a, type_, b = ends
    with pytest.raises(DomainError, match="Only the two organisations"):
        ties.propose_tie(a, type_, b, on_behalf_of=OrganisationFactory(), by=None)


def test_a_disputed_tie_leaves_every_page_until_it_is_settled():
    tie = TieFactory()

    disputed = ties.dispute_tie(tie, on_behalf_of=tie.b, reason="We left in 2010.", by=None)
    assert not Tie.objects.visible_to(STRANGER).exists()

    settled = ties.settle_tie(disputed, stands=False, reason="Letter of 2010.", by=None)
    assert settled.state == TieState.WITHDRAWN
    with pytest.raises(DomainError, match="no longer open"):
        ties.confirm_tie(settled, on_behalf_of=tie.a, by=None)


def test_a_dispute_says_why():
    tie = TieFactory()
    with pytest.raises(ValidationError, match="what is wrong"):
        ties.dispute_tie(tie, on_behalf_of=tie.a, reason="  ", by=None)


def test_a_stated_tie_stands_again_after_an_unfounded_dispute(ends):
    a, type_, b = ends
    tie = ties.state_tie(a, type_, b, source=SourceFactory(), by=None, period="1976/..")

    disputed = ties.dispute_tie(tie, on_behalf_of=b, reason="Not us.", by=None)

    assert ties.settle_tie(disputed, stands=True, reason="The statutes say so.", by=None).state == TieState.STATED
    assert Tie.objects.visible_to(STRANGER).exists()


def test_two_periods_of_one_tie_stand_side_by_side(ends):
    a, type_, b = ends
    for period in ("1976/1990", "2003/.."):
        ties.state_tie(a, type_, b, source=SourceFactory(), by=None, period=period)

    assert Tie.objects.count() == 2


def test_the_same_tie_twice_in_one_period_is_refused_in_words(ends):
    a, type_, b = ends
    ties.state_tie(a, type_, b, source=SourceFactory(), by=None, period="1976/..")
    with pytest.raises(ValidationError):
        ties.state_tie(a, type_, b, source=SourceFactory(), by=None, period="2000/..")


def test_an_ended_tie_stays_in_the_history():
    tie = TieFactory(period="1976/..")

    ended = ties.end_tie(tie, until="2010", by=None, on_behalf_of=tie.a)

    assert ended.period == "1976/2010"
    assert not Tie.objects.current().exists()
    assert Tie.objects.visible_to(STRANGER).exists()


def test_a_role_is_read_like_its_tie_and_its_body():
    tie = TieFactory()
    open_body, closed_body = BodyFactory(organisation=tie.b), BodyFactory(organisation=tie.b, audience=Audience.MEMBERS)
    shown = ties.add_role(tie, role=TieRoleKind.MEMBER, body=open_body, by=None)
    ties.add_role(tie, role=TieRoleKind.MEMBER, body=closed_body, by=None)

    assert list(TieRole.objects.visible_to(STRANGER)) == [shown]


def test_a_role_in_somebody_else_s_body_is_refused():
    with pytest.raises(ValidationError, match="another organisation"):
        ties.add_role(TieFactory(), role=TieRoleKind.MEMBER, body=BodyFactory(), by=None)


def test_a_tie_to_a_hidden_organisation_is_hidden_even_from_the_other_end_s_people():
    hidden = OrganisationFactory(audience=Audience.STEWARDS)
    tie = TieFactory(a=OrganisationFactory(), b=hidden)

    assert not Tie.objects.visible_to(Reader(organisations=frozenset({tie.a_id}))).exists()


def test_each_act_is_journaled_with_its_author(ends):
    a, type_, b = ends
    tie = ties.propose_tie(a, type_, b, on_behalf_of=a, by=None)
    ties.confirm_tie(tie, on_behalf_of=b, by=None)

    acts = Entry.objects.about(tie).order_by("pk").values_list("act", "on_behalf_of")
    assert list(acts) == [("tie-proposed", a.pk), ("tie-confirmed", b.pk)]


class AnyOrderOfActs(TestCase):
    """Whatever the two ends do, in whatever order: what the public reads has somebody's standing word behind it."""

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(
            st.tuples(st.sampled_from(["confirm", "dispute", "stand", "fall", "withdraw"]), st.booleans()), max_size=8
        )
    )
    def test_what_is_public_is_confirmed_by_both(self, acts):
        a, b = OrganisationFactory(), OrganisationFactory()
        tie = ties.propose_tie(a, TieTypeFactory(), b, on_behalf_of=a, by=None)
        for act, is_first in acts:
            try:
                tie = self._do(act, tie, a if is_first else b)
            except DomainError:
                tie.refresh_from_db()
            is_public = Tie.objects.visible_to(STRANGER).filter(pk=tie.pk).exists()
            assert is_public == (tie.state == TieState.CONFIRMED)
            assert not is_public or (tie.confirmed_a_at and tie.confirmed_b_at)

    def _do(self, act, tie, end):
        if act == "confirm":
            return ties.confirm_tie(tie, on_behalf_of=end, by=None)
        if act == "dispute":
            return ties.dispute_tie(tie, on_behalf_of=end, reason="No.", by=None)
        if act == "withdraw":
            return ties.withdraw_tie(tie, by=None, on_behalf_of=end)
        return ties.settle_tie(tie, stands=act == "stand", reason="Seen.", by=None)
