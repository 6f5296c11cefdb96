"""One act on several organisations, all or none."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.network import OrganisationFactory

from maillage.journal.models import Entry
from maillage.network.enums import Act, Audience
from maillage.network.models import Organisation
from maillage.network.readers import STRANGER


def _url(act, *organisations):
    ids = "".join(f"&id={organisation.pk}" for organisation in organisations)
    return f"{reverse('office:bulk')}?act={act}{ids}"


@pytest.fixture
def three(db):
    return [OrganisationFactory() for _number in range(3)]


def test_choice_is_shown_before_the_act(office, three):
    page = office.get(_url("audience", *three[:2]))
    assert page.context["chosen"] == three[:2]
    assert not Entry.objects.exists()


def test_audience_is_set_on_those_chosen(office, three):
    office.post(_url("audience", *three[:2]), {"audience": "30"})
    assert list(Organisation.objects.visible_to(STRANGER).filter(is_home=False)) == three[2:]
    assert Entry.objects.filter(act=Act.DISCLOSED).count() == 2


def test_records_are_confirmed(office, three):
    office.post(_url("confirm", *three))
    assert Organisation.objects.filter(last_confirmed_on=timezone.localdate()).count() == 3
    assert Entry.objects.filter(act=Act.CONFIRMED).count() == 3


def test_hide_needs_a_reason(office, three):
    assert "reason" in office.post(_url("hide", *three), {"reason": ""}).context["form"].errors
    office.post(_url("hide", *three), {"reason": "Raid."})
    shown = Organisation.objects.filter(pk__in=[organisation.pk for organisation in three])
    assert set(shown.values_list("shown_to", flat=True)) == {Audience.STEWARDS}


def test_nothing_chosen_is_said(office, db):
    response = office.get(_url("confirm"), follow=True)
    assert response.redirect_chain[-1][0] == reverse("organisations:index")


def test_unknown_act_is_not_found(office, three):
    assert office.get(_url("erase", *three)).status_code == 404
