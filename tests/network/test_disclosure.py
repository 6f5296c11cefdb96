"""What may be disclosed: the strictest of row, organisation, consent, policy and hide; places snap and stay put."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories.network import (
    CircleFactory,
    ConsentFactory,
    ContactFactory,
    HideFactory,
    NameFactory,
    OrganisationFactory,
    PolicyFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeLinkFactory,
    TieFactory,
)

from maillage.network.actions import disclosure, organisations, safety, ties
from maillage.network.actions.disclosure import Cap
from maillage.network.enums import Audience, FieldGroup, Precision, TerritoryKind
from maillage.network.models import ContactPoint, ExactPlace, Organisation, OrganisationName, Presence, Tie
from maillage.network.readers import MEMBER, STRANGER, Reader

pytestmark = pytest.mark.django_db

levels = st.sampled_from([Audience.PUBLIC, Audience.MEMBERS, Audience.STEWARDS])


def reader_with(*circles, is_member=True):
    return Reader(
        level=Audience.MEMBERS if is_member else Audience.PUBLIC,
        keys=frozenset({0} if is_member else ()) | {c.pk for c in circles},
    )


# ── caps ────────────────────────────────────────────────────────────────────


@given(st.lists(st.tuples(levels, st.none()) | st.tuples(st.just(Audience.CIRCLE), st.integers(1, 5)), max_size=5))
def test_the_strictest_does_not_depend_on_the_order(audiences):
    forward = backward = Cap()
    for level, circle in audiences:
        forward = forward.with_at_most(level, circle)
    for level, circle in reversed(audiences):
        backward = backward.with_at_most(level, circle)

    assert forward == backward
    assert forward.level == max([Audience.PUBLIC, *(level for level, _circle in audiences)])


def test_a_value_is_never_wider_than_its_organisation():
    organisation = OrganisationFactory(audience=Audience.MEMBERS)
    contact = ContactFactory(organisation=organisation, audience=Audience.PUBLIC)

    assert contact.shown_to == Audience.MEMBERS
    assert not ContactPoint.objects.visible_to(STRANGER).exists()


def test_two_circles_ask_for_both_keys():
    one, two = CircleFactory(), CircleFactory()
    organisation = OrganisationFactory(audience=Audience.CIRCLE, circle=one)
    contact = ContactFactory(organisation=organisation, audience=Audience.CIRCLE, circle=two)

    assert contact.shown_circles == sorted([one.pk, two.pk])
    assert list(ContactPoint.objects.visible_to(reader_with(one, two))) == [contact]
    assert not ContactPoint.objects.visible_to(reader_with(two)).exists()


def test_a_circle_value_of_a_members_record_asks_for_membership_too():
    circle = CircleFactory()
    contact = ContactFactory(
        organisation=OrganisationFactory(audience=Audience.MEMBERS), audience=Audience.CIRCLE, circle=circle
    )

    assert list(ContactPoint.objects.visible_to(reader_with(circle))) == [contact]
    assert not ContactPoint.objects.visible_to(reader_with(circle, is_member=False)).exists()


def test_a_new_row_is_for_stewards_until_disclosure_is_worked_out():
    organisation = OrganisationFactory()
    name = OrganisationName.objects.create(organisation=organisation, text="Nouveau nom")

    assert name.shown_to == Audience.STEWARDS


def test_the_database_refuses_a_row_wider_than_its_audience():
    contact = ContactFactory(audience=Audience.PUBLIC)

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPoint.objects.filter(pk=contact.pk).update(audience=Audience.STEWARDS)


def test_the_database_refuses_sealed_values_in_the_clear():
    contact = ContactFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPoint.objects.filter(pk=contact.pk).update(audience=Audience.SEALED, shown_to=Audience.SEALED)


# ── consent, policy, hide ───────────────────────────────────────────────────


def test_a_cautious_policy_shows_nothing_before_consent():
    country = TerritoryFactory(kind=TerritoryKind.COUNTRY)
    presence = PresenceFactory(territory=country)
    PolicyFactory(territory=country, needs_consent=True, audience=Audience.PUBLIC, precision=Precision.COUNTRY)

    assert not Organisation.objects.visible_to(MEMBER).filter(pk=presence.organisation_id).exists()

    safety.give_consent(
        presence.organisation,
        by=None,
        covers=FieldGroup.EVERYTHING,
        audience=Audience.MEMBERS,
        precision=Precision.COUNTRY,
    )

    assert Organisation.objects.visible_to(MEMBER).filter(pk=presence.organisation_id).exists()
    assert not Organisation.objects.visible_to(STRANGER).filter(pk=presence.organisation_id).exists()


def test_a_withdrawn_consent_leaves_stewards_only():
    organisation = OrganisationFactory()
    consent = ConsentFactory(organisation=organisation, audience=Audience.PUBLIC)

    safety.withdraw_consent(consent, by=None)

    assert not Organisation.objects.visible_to(MEMBER).filter(pk=organisation.pk).exists()


def test_an_expired_consent_takes_effect_with_the_hourly_job():
    organisation = OrganisationFactory()
    consent = ConsentFactory(organisation=organisation, audience=Audience.PUBLIC)
    type(consent).objects.filter(pk=consent.pk).update(expires_on=timezone.localdate().replace(year=2020))

    safety.refresh_what_ended()

    assert not Organisation.objects.visible_to(MEMBER).filter(pk=organisation.pk).exists()


def test_a_policy_on_contacts_leaves_the_rest():
    organisation = OrganisationFactory()
    ContactFactory(organisation=organisation)
    PolicyFactory(organisation=organisation, covers=FieldGroup.CONTACTS, audience=Audience.MEMBERS)

    assert Organisation.objects.visible_to(STRANGER).filter(pk=organisation.pk).exists()
    assert not ContactPoint.objects.visible_to(STRANGER).exists()
    assert ContactPoint.objects.visible_to(MEMBER).exists()


@pytest.mark.parametrize("scope", ["organisation", "network", "territory", "theme"])
def test_an_emergency_hide_takes_everything_and_gives_it_back(scope):
    network, organisation = OrganisationFactory(), OrganisationFactory()
    tie = TieFactory(a=organisation, b=network)
    presence = PresenceFactory(organisation=organisation)
    theme = ThemeLinkFactory(organisation=organisation).theme
    before = _stored(organisation)
    scopes = {"organisation": organisation, "network": network, "territory": presence.exact.territory, "theme": theme}

    order = safety.hide(reason="Arrests", by=None, **{scope: scopes[scope]})

    assert not Organisation.objects.visible_to(MEMBER).filter(pk=organisation.pk).exists()
    assert not OrganisationName.objects.visible_to(MEMBER).filter(organisation=organisation).exists()
    assert not Presence.objects.visible_to(MEMBER).filter(organisation=organisation).exists()
    assert not Tie.objects.visible_to(MEMBER).filter(pk=tie.pk).exists()

    safety.lift_hide(order, by=None)

    assert _stored(organisation) == before


def _stored(organisation):
    tables = (OrganisationName, Presence)
    rows = [
        list(t.objects.filter(organisation=organisation).order_by("pk").values_list("pk", "shown_to", "shown_circles"))
        for t in tables
    ]
    return rows, list(Organisation.objects.filter(pk=organisation.pk).values_list("shown_to", "label", "slug"))


def test_lifting_one_hide_leaves_what_another_holds():
    organisation = OrganisationFactory()
    first, _second = HideFactory(organisation=organisation), HideFactory(organisation=organisation)

    safety.lift_hide(first, by=None)

    assert not Organisation.objects.visible_to(MEMBER).filter(pk=organisation.pk).exists()


@pytest.mark.parametrize("act", ["dispute", "end"])
def test_an_end_of_a_membership_cannot_lift_the_hide_of_the_network(act):
    network, organisation = OrganisationFactory(), OrganisationFactory()
    tie = TieFactory(a=organisation, b=network)
    order = safety.hide(reason="Arrests", by=None, network=network)

    if act == "dispute":
        ties.dispute_tie(tie, on_behalf_of=network, reason="No", by=None)
    else:
        ties.end_tie(tie, until="2001", on_behalf_of=network, by=None)

    assert not Organisation.objects.visible_to(MEMBER).filter(pk=organisation.pk).exists()
    safety.lift_hide(order, by=None)
    assert Organisation.objects.visible_to(MEMBER).filter(pk=organisation.pk).exists()


def test_a_disputed_membership_keeps_the_policy_of_the_network():
    network, organisation = OrganisationFactory(), OrganisationFactory()
    tie = TieFactory(a=organisation, b=network)
    PolicyFactory(network=network, organisation=None, territory=None, audience=Audience.MEMBERS)
    disclosure.refresh([organisation.pk])

    ties.dispute_tie(tie, on_behalf_of=network, reason="No", by=None)

    assert not Organisation.objects.visible_to(STRANGER).filter(pk=organisation.pk).exists()


def test_a_membership_that_begins_comes_under_the_policy_of_its_network_with_the_hourly_job():
    network, organisation = OrganisationFactory(), OrganisationFactory()
    PolicyFactory(network=network, organisation=None, territory=None, audience=Audience.MEMBERS)
    tie = TieFactory(a=organisation, b=network, period="2190/..")
    Tie.objects.filter(pk=tie.pk).update(period=f"{timezone.localdate()}/..")

    safety.refresh_what_ended()

    assert not Organisation.objects.visible_to(STRANGER).filter(pk=organisation.pk).exists()


# ── titles and addresses ────────────────────────────────────────────────────


def test_a_protected_name_is_neither_title_nor_order_nor_address():
    organisation = organisations.add_organisation(name="Zebra Collective", by=None)
    organisations.add_facet(OrganisationName, organisation, by=None, text="Alias doux", kind="alias")
    name = organisation.names.get(text="Zebra Collective")

    organisations.disclose(name, audience=Audience.STEWARDS, by=None)

    organisation.refresh_from_db()
    assert organisation.label == {"": "Alias doux"}
    assert organisation.sort_key == "alias doux"
    assert organisation.slug == "alias-doux"


def test_a_record_without_a_name_to_show_says_so_and_sorts_last():
    organisation = organisations.add_organisation(name="Zebra Collective", by=None)
    organisations.disclose(organisation.names.get(), audience=Audience.STEWARDS, by=None)

    organisation.refresh_from_db()
    assert str(organisation) == "Name not shown"
    assert organisation.sort_key > "zzz"
    assert "zebra" not in organisation.slug


def test_a_former_name_is_never_the_title():
    organisation = OrganisationFactory(name="Nom actuel")
    NameFactory(organisation=organisation, text="Ancien nom", kind="former", is_preferred=True)

    assert Organisation.objects.get(pk=organisation.pk).label == {"": "Nom actuel"}


# ── places ──────────────────────────────────────────────────────────────────


class PlacesSnap(TestCase):
    def setUp(self):
        world = TerritoryFactory(code="w", kind=TerritoryKind.WORLD)
        region = TerritoryFactory(code="r", kind=TerritoryKind.WORLD_REGION, parent=world, latitude=10, longitude=10)
        country = TerritoryFactory(code="c", kind=TerritoryKind.COUNTRY, parent=region, latitude=11, longitude=11)
        province = TerritoryFactory(code="p", kind=TerritoryKind.SUBNATIONAL, parent=country, latitude=12, longitude=12)
        self.town = TerritoryFactory(code="t", kind=TerritoryKind.TOWN, parent=province, latitude=13, longitude=13)
        self.presence = PresenceFactory(territory=self.town)

    @settings(max_examples=40, deadline=None)
    @given(
        latitude=st.floats(-90, 90), longitude=st.floats(-180, 180),
        public=st.sampled_from(Precision), members=st.sampled_from(Precision),
    )  # fmt: skip
    @example(latitude=5e-324, longitude=0.0, public=Precision.EXACT, members=Precision.EXACT)
    def test_what_is_published_is_the_unit_and_stays_the_same(self, latitude, longitude, public, members):
        members = min(public, members)
        ExactPlace.objects.filter(presence=self.presence).update(latitude=latitude, longitude=longitude)
        Presence.objects.filter(pk=self.presence.pk).update(precision_public=public, precision_members=members)

        disclosure.refresh([self.presence.organisation_id])
        first = self._shown(STRANGER), self._shown(MEMBER)
        disclosure.refresh([self.presence.organisation_id])

        assert (self._shown(STRANGER), self._shown(MEMBER)) == first
        expected = {
            Precision.EXACT: ("t", latitude, longitude), Precision.TOWN: ("t", 13, 13), Precision.REGION: ("p", 12, 12),
            Precision.COUNTRY: ("c", 11, 11), Precision.WORLD_REGION: ("r", 10, 10), Precision.NONE: (None, None, None),
        }  # fmt: skip
        assert first == (expected[public], expected[members])

    def _shown(self, reader):
        row = Presence.objects.visible_to(reader).get()
        code = type(self.town).objects.get(pk=row.shown_territory_id).code if row.shown_territory_id else None
        return code, row.shown_latitude, row.shown_longitude


def test_a_coarse_cap_wins_over_a_fine_choice():
    presence = PresenceFactory(precision_public=Precision.EXACT, precision_members=Precision.EXACT)
    PolicyFactory(
        organisation=presence.organisation, covers=FieldGroup.PLACES, audience=Audience.PUBLIC, precision=Precision.NONE
    )

    row = Presence.objects.visible_to(STRANGER).get()

    assert (row.shown_territory_id, row.shown_latitude) == (None, None)


def test_a_filter_by_place_is_no_finer_than_what_is_shown():
    country = TerritoryFactory(kind=TerritoryKind.COUNTRY)
    town = TerritoryFactory(kind=TerritoryKind.TOWN, parent=country)
    presence = PresenceFactory(territory=town, precision_public=Precision.COUNTRY, precision_members=Precision.TOWN)

    assert not Presence.objects.within(town, STRANGER).exists()
    assert list(Presence.objects.within(country, STRANGER)) == [presence]
    assert list(Presence.objects.within(town, MEMBER)) == [presence]


def test_exact_places_are_for_their_own_people_and_stewards():
    presence = PresenceFactory()
    own = Reader(organisations=frozenset({presence.organisation_id}))

    assert not ExactPlace.objects.visible_to(MEMBER).exists()
    assert ExactPlace.objects.visible_to(own).exists()
    assert ExactPlace.objects.visible_to(Reader(level=Audience.STEWARDS)).exists()
