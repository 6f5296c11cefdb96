"""Mandates and invitations; and what a person may read because of them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.network import CircleFactory, HomeFactory, OrganisationFactory, TieFactory

from maillage.accounts.models import Person
from maillage.network.actions import mandates, ties
from maillage.network.enums import Audience, MandateRole
from maillage.network.models import Invitation, Mandate
from maillage.network.queries.readers import reader_of

pytestmark = pytest.mark.django_db


def test_a_stranger_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert reader_of(None).level == Audience.PUBLIC


def test_a_person_without_mandate_reads_like_a_stranger():
    assert reader_of(PersonFactory()).level == Audience.PUBLIC


def test_a_mandate_ends_when_it_is_revoked():
    home, person = HomeFactory(), PersonFactory()
    mandate = mandates.grant(person, home, role=MandateRole.COORDINATOR, by=None)
    assert reader_of(person).is_steward

    mandates.end_mandate(mandate, by=None)

    assert reader_of(person).level == Audience.PUBLIC


@pytest.mark.parametrize(
    ("since", "until", "holds"), [(-9, None, True), (-9, 0, True), (1, None, False), (-9, -1, False)]
)
def test_a_mandate_holds_between_its_days(since, until, holds):
    home, person, today = HomeFactory(), PersonFactory(), timezone.localdate()
    mandates.grant(
        person,
        home,
        role=MandateRole.COORDINATOR,
        by=None,
        since=today + timedelta(since),
        until=None if until is None else today + timedelta(until),
    )

    assert reader_of(person).is_steward is holds


@pytest.mark.parametrize(
    ("role", "level"),
    [
        (MandateRole.COORDINATOR, Audience.STEWARDS),
        (MandateRole.SPACE_STEWARD, Audience.STEWARDS),
        (MandateRole.TREASURER, Audience.MEMBERS),
        (MandateRole.EDITOR, Audience.MEMBERS),
    ],
)
def test_at_home_only_two_roles_are_stewards(role, level):
    person = PersonFactory()
    mandates.grant(person, HomeFactory(), role=role, by=None)

    assert reader_of(person).level == level


def test_nobody_lets_themselves_in_by_proposing_a_membership():
    home, organisation, person = HomeFactory(), OrganisationFactory(), PersonFactory()
    mandates.grant(person, organisation, role=MandateRole.COORDINATOR, by=None)
    circle = CircleFactory(network=home)
    tie = ties.propose_tie(organisation, TieFactory().type, home, on_behalf_of=organisation, by=person)
    assert (reader_of(person).level, reader_of(person).keys) == (Audience.PUBLIC, frozenset())

    ties.confirm_tie(tie, on_behalf_of=home, by=None)

    assert reader_of(person).level == Audience.MEMBERS
    assert circle.pk in reader_of(person).keys


def test_a_member_of_another_network_is_no_member_here():
    HomeFactory()
    tie, person = TieFactory(), PersonFactory()
    mandates.grant(person, tie.a, role=MandateRole.COORDINATOR, by=None)

    assert reader_of(person).level == Audience.PUBLIC


def test_an_invitation_mails_a_link_that_works_once(mailoutbox):
    organisation = OrganisationFactory(name="Comité")
    invitation = mandates.invite(organisation, email="Awa@Example.org", role=MandateRole.EDITOR, language="fr", by=None)
    token = re.search(r"/invitation/([^/\s]+)/", mailoutbox[-1].body).group(1)

    mandate = mandates.accept_invitation(token, name="Awa", language="fr")

    assert token not in str(Invitation.objects.values().get(pk=invitation.pk))
    assert (mandate.person.email, mandate.person.name, mandate.role) == ("awa@example.org", "Awa", "editor")
    with pytest.raises(mandates.InvitationOver):
        mandates.accept_invitation(token)


def test_an_old_invitation_is_over(mailoutbox):
    invitation = mandates.invite(OrganisationFactory(), email="a@example.org", role="editor", language="fr", by=None)
    token = re.search(r"/invitation/([^/\s]+)/", mailoutbox[-1].body).group(1)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(mandates.InvitationOver):
        mandates.accept_invitation(token)

    assert not Person.objects.filter(email="a@example.org").exists()
    assert not Mandate.objects.exists()
