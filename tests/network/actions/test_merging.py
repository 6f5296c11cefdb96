"""Merging keeps every id and can be undone exactly."""

import pytest
from django.core import serializers
from tests.factories.network import (
    ConsentFactory,
    ContactFactory,
    DescriptionFactory,
    HomeFactory,
    MandateFactory,
    NameFactory,
    OrganisationFactory,
    PresenceFactory,
    TieFactory,
)

from maillage.kit.errors import DomainError
from maillage.network.actions import safety
from maillage.network.actions.merging import BELONGINGS, merge, undo_merge
from maillage.network.enums import Audience
from maillage.network.models import Organisation, OrganisationName
from maillage.network.readers import MEMBER, STRANGER

pytestmark = pytest.mark.django_db


def _everything():
    rows = {model: model._base_manager.order_by("pk") for model, _column in BELONGINGS}
    organisations = Organisation.objects.order_by("pk").values(
        "pk", "slug", "label", "sort_key", "shown_to", "merged_into"
    )
    return list(organisations), {model: serializers.serialize("json", found) for model, found in rows.items()}


def _two_records():
    network = OrganisationFactory(name="Réseau")
    kept, absorbed = OrganisationFactory(name="Comité Nord"), OrganisationFactory(name="Comite du Nord")
    for organisation in (kept, absorbed):
        TieFactory(a=organisation, b=network, period="1990/..")
        DescriptionFactory(organisation=organisation, language="fr")
        PresenceFactory(organisation=organisation)
    NameFactory(organisation=absorbed, text="CDN", kind="acronym")
    ContactFactory(organisation=absorbed)
    return kept, absorbed


def test_the_kept_record_has_what_the_other_knew_and_nothing_twice():
    kept, absorbed = _two_records()

    merge(kept, absorbed, by=None)

    assert set(kept.names.values_list("text", flat=True)) == {"Comité Nord", "Comite du Nord", "CDN"}
    assert kept.contacts.count() == 1
    assert kept.ties_out.count() == 1
    assert kept.descriptions.count() == 1
    assert absorbed not in Organisation.objects.visible_to(STRANGER)


@pytest.mark.parametrize("is_preferred", [True, False])
def test_a_record_is_called_in_each_language_as_it_was_before(is_preferred):
    absorbed = OrganisationFactory(name="Réseau du Sud", language="fr")
    NameFactory(organisation=absorbed, text="Southern network", language="en", is_preferred=is_preferred)
    kept = OrganisationFactory(name="Maille Sud")
    NameFactory(organisation=kept, text="South mesh", language="en")
    kept.refresh_from_db()
    before = dict(kept.label)

    done = merge(kept, absorbed, by=None)

    kept.refresh_from_db()
    assert kept.label == before == {"": "Maille Sud", "en": "South mesh"}
    undo_merge(done, by=None)
    absorbed.refresh_from_db()
    assert absorbed.label["en"] == "Southern network"
    assert not kept.names.filter(is_preferred=True).exists()


def test_undoing_gives_back_exactly_what_was():
    kept, absorbed = _two_records()
    before = _everything()

    undo_merge(merge(kept, absorbed, by=None), by=None)

    assert _everything() == before


def test_a_tie_between_the_two_stays_behind():
    kept, absorbed = OrganisationFactory(), OrganisationFactory()
    TieFactory(a=absorbed, b=kept)

    merge(kept, absorbed, by=None)

    assert absorbed.ties_out.count() == 1


@pytest.mark.parametrize("case", ["itself", "twice", "home"])
def test_what_makes_no_sense_is_refused(case):
    kept, absorbed = OrganisationFactory(), OrganisationFactory()
    if case == "itself":
        absorbed = kept
    if case == "twice":
        merge(kept, absorbed, by=None)
    if case == "home":
        absorbed = HomeFactory()

    with pytest.raises(DomainError):
        merge(kept, absorbed, by=None)


@pytest.mark.parametrize("scope", ["organisation", "network"])
def test_a_hidden_record_stays_hidden_when_another_takes_it_in(scope):
    kept, absorbed = OrganisationFactory(), OrganisationFactory()
    secret = NameFactory(organisation=absorbed, text="Collective in danger")
    order = safety.hide(reason="Arrests", by=None, **{scope: absorbed})

    merged = merge(kept, absorbed, by=None)
    assert not OrganisationName.objects.visible_to(MEMBER).filter(pk=secret.pk).exists()

    undo_merge(merged, by=None)
    assert Organisation.objects.visible_to(MEMBER).filter(pk=kept.pk).exists()
    safety.lift_hide(order, by=None)
    assert Organisation.objects.visible_to(MEMBER).filter(pk=absorbed.pk).exists()


def test_undoing_a_merge_does_not_show_what_was_hidden_since():
    kept, absorbed = OrganisationFactory(), OrganisationFactory()
    merged = merge(kept, absorbed, by=None)
    safety.hide(reason="Arrests", by=None, organisation=kept)

    undo_merge(merged, by=None)

    assert not Organisation.objects.visible_to(MEMBER).filter(pk__in=[kept.pk, absorbed.pk]).exists()


def test_a_record_is_not_taken_in_by_one_that_more_may_read():
    kept, absorbed = OrganisationFactory(), OrganisationFactory(audience=Audience.STEWARDS)
    with pytest.raises(DomainError):
        merge(kept, absorbed, by=None)
    merge(absorbed, kept, by=None)


def test_merging_into_the_home_organisation_makes_nobody_a_steward():
    home, absorbed = HomeFactory(), OrganisationFactory()
    mandate = MandateFactory(organisation=absorbed)

    merge(home, absorbed, by=None)

    mandate.refresh_from_db()
    assert mandate.organisation == absorbed


def test_a_record_that_agreed_to_less_is_not_taken_in():
    kept, absorbed = OrganisationFactory(), OrganisationFactory()
    ConsentFactory(organisation=absorbed, audience=Audience.MEMBERS)

    with pytest.raises(DomainError, match="its own consent"):
        merge(kept, absorbed, by=None)

    ConsentFactory(organisation=kept, audience=Audience.MEMBERS)
    assert merge(kept, absorbed, by=None).kept == kept
