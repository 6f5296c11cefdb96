"""Who may come in: each page, each kind of person."""

import pytest
from django.urls import reverse
from tests.factories.accounts import PersonFactory
from tests.factories.network import ContactFactory, MandateFactory, OrganisationFactory, TieFactory, member, steward
from tests.network.mine_kit import at, sign_in

from maillage.network.enums import Audience, MandateRole

pytestmark = pytest.mark.django_db

FOR_MANDATED = ["detail", "people"]
FOR_EDITORS = ["identity", "logo"]
FOR_COORDINATORS = ["who-sees", "invite", "tie-search"]


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sud")


@pytest.mark.parametrize("view", FOR_MANDATED + FOR_EDITORS + FOR_COORDINATORS)
def test_page_asks_a_stranger_to_sign_in(client, organisation, view):
    answer = client.get(at(view, organisation))
    assert answer.status_code == 302
    assert "login" in answer["Location"]


@pytest.mark.parametrize("view", FOR_MANDATED + FOR_EDITORS + FOR_COORDINATORS)
@pytest.mark.parametrize("who", ["person without mandate", "coordinator of another"])
def test_page_does_not_exist_for_other_people(client, organisation, view, who):
    person = PersonFactory() if who == "person without mandate" else member()
    assert sign_in(client, person).get(at(view, organisation)).status_code == 404


@pytest.mark.parametrize("view", FOR_EDITORS + FOR_COORDINATORS)
def test_page_is_refused_to_another_role(client, organisation, view):
    person = MandateFactory(organisation=organisation, role=MandateRole.SIGNATORY).person
    assert sign_in(client, person).get(at(view, organisation)).status_code == 403


@pytest.mark.parametrize(("view", "status"), [(v, 200) for v in FOR_EDITORS] + [(v, 403) for v in FOR_COORDINATORS])
def test_editor_edits_but_does_not_decide(client, organisation, view, status):
    person = MandateFactory(organisation=organisation, role=MandateRole.EDITOR).person
    assert sign_in(client, person).get(at(view, organisation)).status_code == status


@pytest.mark.parametrize("view", FOR_MANDATED + FOR_EDITORS + FOR_COORDINATORS)
def test_steward_enters_every_record(client, organisation, view):
    assert sign_in(client, steward()).get(at(view, organisation)).status_code == 200


def test_row_of_another_record_is_not_found(client, organisation):
    theirs = ContactFactory(value="https://canary.example/")
    person = MandateFactory(organisation=organisation).person
    url = at("facet", organisation, kind="contacts", pk=theirs.pk)
    assert sign_in(client, person).get(url).status_code == 404
    assert client.post(url, {}).status_code == 404


def test_tie_between_others_is_not_found(client, organisation):
    tie = TieFactory()
    person = MandateFactory(organisation=organisation).person
    assert sign_in(client, person).get(at("tie", organisation, uuid=tie.uuid)).status_code == 404


def test_unknown_kind_is_not_found(client, organisation):
    person = MandateFactory(organisation=organisation).person
    address = reverse("network:mine-detail", args=[organisation.slug]) + "nonsense/add/"
    assert sign_in(client, person).get(address).status_code == 404


@pytest.mark.parametrize("view", ["confirm", "logo-remove", "preview"])
def test_act_is_not_done_by_looking(client, organisation, view):
    person = MandateFactory(organisation=organisation).person
    assert sign_in(client, person).get(at(view, organisation)).status_code == 405


def test_ended_mandate_opens_nothing(client, organisation, django_capture_on_commit_callbacks):
    from maillage.network.actions.mandates import end_mandate

    mandate = MandateFactory(organisation=organisation)
    end_mandate(mandate, by=None)
    assert sign_in(client, mandate.person).get(at("detail", organisation)).status_code == 404


def test_hidden_record_stays_open_to_its_own_people(client):
    hidden = OrganisationFactory(name="Caché", slug="o-1", audience=Audience.STEWARDS)
    person = MandateFactory(organisation=hidden).person
    assert sign_in(client, person).get(at("detail", hidden)).status_code == 200
