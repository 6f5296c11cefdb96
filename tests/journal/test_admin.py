"""The journal as stewards read it: filtered, exported, never changed."""

import pytest
from django.urls import reverse
from tests.factories.accounts import PersonFactory
from tests.factories.network import OrganisationFactory, steward

from maillage.journal import actions as journal
from maillage.journal.details import detail_words
from maillage.journal.models import Entry

URL = "journal:index"


@pytest.fixture
def office(client, db):
    client.force_login(steward(), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def _rows(response):
    return list(response.context["object_list"])


def _export(office, **wanted):
    return b"".join(office.get(reverse(URL), wanted | {"export": "csv"}).streaming_content).decode()


def test_actor_is_named_while_they_exist(office):
    person = PersonFactory(name="Amina")
    journal.record("merged", OrganisationFactory(), by=person)
    assert "Amina" in office.get(reverse(URL)).content.decode()
    number = person.pk
    person.delete()
    page = office.get(reverse(URL)).content.decode()
    assert "Amina" not in page
    assert f"#{number}" in page


@pytest.mark.parametrize("wanted", ["act", "actor_id", "subject_type", "dates"])
def test_filter_keeps_what_it_names(office, wanted):
    person, organisation = PersonFactory(), OrganisationFactory()
    entry = journal.record("merged", organisation, by=person)
    journal.record("hidden", person, by=PersonFactory())
    values = {
        "act": {"act": "merged"},
        "actor_id": {"actor_id": person.pk},
        "subject_type": {"subject_type": "network.organisation"},
        "dates": {"at_from": "2000-01-01", "at_to": "2000-01-02"},
    }[wanted]
    assert _rows(office.get(reverse(URL), values)) == ([] if wanted == "dates" else [entry])


def test_export_follows_the_filter_and_holds_no_formula(office):
    journal.record("merged", OrganisationFactory(), reason="=1+1")
    journal.record("hidden", OrganisationFactory(), reason="Raid.")
    text = _export(office, act="merged")
    assert "'=1+1" in text
    assert "Raid." not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"fields": ["founded", "kind"]}, "fields: founded, kind"),
        ({"audience": 10, "circle": None}, "shown to: members of the network; circle: –"),
        ({"kept": 3, "ends": [4, 5]}, "kept: 3; between: 4, 5"),
        ({"rows": {"new": 2, "same": 1}}, "rows: new 2, same 1"),
        ({"never_heard_of": "x"}, "never heard of: x"),
    ],
)
def test_details_are_told_in_words(details, words):
    assert detail_words(journal.record("organisation-changed", OrganisationFactory(), **details)) == words


def test_details_of_a_kind_that_is_gone_are_told_all_the_same():
    assert detail_words(Entry(subject_type="gone.thing", details={"audience": 10})) == "audience: 10"


@pytest.mark.parametrize("path", ["new/", "1/", "edit/1/", "delete/1/", "1/remove/"])
def test_no_page_changes_an_entry(office, path):
    journal.record("merged", OrganisationFactory())
    assert office.get(reverse(URL) + path).status_code == 404
    assert Entry.objects.count() == 1


def test_stranger_is_sent_to_sign_in(client, db):
    assert client.get(reverse(URL)).headers["Location"].startswith(reverse("account_login"))
