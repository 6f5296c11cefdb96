"""Who comes in: stewards alone; strangers are asked to sign in by our own page; others find nothing."""

import pytest
from django.urls import reverse
from tests.factories.accounts import PersonFactory
from tests.factories.network import MandateFactory, OrganisationFactory, TieFactory, member, steward

from maillage.network.actions.mandates import end_mandate
from maillage.network.enums import MandateRole
from maillage.network.models import Mandate

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DOORS = ["office:inbox", "office:hides", "office:merges", "organisations:index", "journal:index", "people:index"]


def _member_of_another_network():
    tie = TieFactory()
    return MandateFactory(organisation=tie.a).person


OUTSIDERS = {
    "person without mandate": PersonFactory,
    "member of another network": _member_of_another_network,
    "member": lambda: member(role=MandateRole.EDITOR),
    "coordinator of a member": lambda: member(role=MandateRole.COORDINATOR),
    "editor at home": lambda: steward(role=MandateRole.EDITOR),
}


@pytest.mark.django_db
@pytest.mark.parametrize("door", [*DOORS, "wagtailadmin_home", "wagtailadmin_account"])
def test_stranger_is_sent_to_sign_in(client, door):
    response = client.get(reverse(door))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("door", DOORS)
def test_outsider_finds_nothing(client, who, door):
    client.force_login(OUTSIDERS[who](), BACKEND)
    assert client.get(reverse(door)).status_code == 404
    assert client.post(reverse(door)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/"])
def test_own_sign_in_pages_of_wagtail_are_never_shown(client, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_home_leads_to_the_inbox(office):
    assert office.get("/admin/").headers["Location"] == reverse("office:inbox")


@pytest.mark.parametrize(
    "path",
    [
        "/admin/users/",
        "/admin/users/new/",
        "/admin/groups/",
        "/admin/sites/",
        "/admin/workflows/list/",
        "/admin/locales/",
    ],
)
def test_rooms_that_are_not_ours_stay_shut(office, path):
    assert office.get(path).status_code in {302, 404}


def test_menu_holds_our_rooms_only(office):
    page = office.get(reverse("office:inbox")).content.decode()
    assert reverse("office:hides") in page
    for foreign in ("wagtail.org", "gravatar", "/admin/users/", "/admin/images/", "/admin/reports/"):
        assert foreign not in page


def test_right_ends_with_the_mandate(office, boss):
    end_mandate(Mandate.objects.get(person=boss), by=None)
    assert office.get(reverse("office:inbox")).status_code == 404


def test_organisation_cannot_be_deleted(office):
    organisation = OrganisationFactory()
    assert office.post(f"/admin/organisations/{organisation.pk}/remove/").status_code == 404
    assert office.post(f"/admin/organisations/delete/{organisation.pk}/").status_code == 404
