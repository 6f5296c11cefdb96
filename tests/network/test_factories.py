"""Every factory leaves what an action would leave."""

import pytest
from tests.factories import network as factories

from maillage.network.models import Organisation, Presence, Tie
from maillage.network.queries.readers import reader_of
from maillage.network.readers import STRANGER

pytestmark = pytest.mark.django_db

ALL = [
    factory
    for name, factory in vars(factories).items()
    if name.endswith("Factory") and isinstance(factory, type) and not factory._meta.abstract
]


@pytest.mark.parametrize("factory", ALL, ids=lambda factory: factory.__name__)
def test_every_factory_makes_a_row(factory):
    scope = (
        {"organisation": factories.OrganisationFactory()}
        if factory.__name__ in {"PolicyFactory", "HideFactory"}
        else {}
    )

    assert factory(**scope).pk


def test_organisation_is_disclosed_with_its_name():
    organisation = factories.OrganisationFactory(name="Réseau du Sud", acronym="RDS")

    assert Organisation.objects.visible_to(STRANGER).get().label == {"": "Réseau du Sud"}
    assert organisation.sort_key == "reseau du sud"


def test_tie_and_presence_are_disclosed():
    factories.TieFactory()
    factories.PresenceFactory()

    assert Tie.objects.visible_to(STRANGER).count() == 1
    assert Presence.objects.visible_to(STRANGER).count() == 1


def test_steward_and_member_read_as_such():
    assert reader_of(factories.steward()).is_steward
    assert reader_of(factories.member()).is_member
