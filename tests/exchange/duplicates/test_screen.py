"""The stewards' screen of pairs."""

import pytest
from django.urls import reverse
from tests.canaries import MAY, gather, plant, text_of
from tests.factories.accounts import PersonFactory
from tests.factories.network import ContactFactory, OrganisationFactory

from maillage.exchange.duplicates.actions import find_pairs, judge
from maillage.exchange.duplicates.models import DuplicatePair, PairVerdict
from maillage.network.models import Merge, Organisation

LIST = "duplicates:list"


@pytest.fixture
def pair(alike):
    ContactFactory(organisation=alike[1], value="https://trevoll.example/")
    find_pairs(by=None)
    return DuplicatePair.objects.get()


def answer(office, pair, verdict, **more):
    return office.post(reverse("duplicates:judge", args=[pair.pk]), {"verdict": verdict, **more})


def test_pair_is_shown_side_by_side_with_its_reasons(office, pair):
    said = text_of(office.get(reverse(LIST)))

    assert "Very likely the same" in said
    assert "the names say the same" in said
    assert "https://trevoll.example/" in said


def test_empty_lists_say_so(office):
    said = {name: text_of(office.get(reverse(LIST), {"list": name})) for name in ("to-do", "unsure", "different")}

    assert "No two records look alike" in said["to-do"]
    assert "No pair in this list" in said["unsure"]
    assert office.get(reverse(LIST), {"list": "no-such"}).status_code == 404


def test_different_leaves_the_list_and_can_be_taken_back(office, pair):
    assert answer(office, pair, "different").headers["Location"] == reverse(LIST)
    assert "every pair that was found has been judged" in text_of(office.get(reverse(LIST)))
    assert "Judged" in text_of(office.get(reverse(LIST), {"list": "different"}))
    answer(office, pair, "unsure", back=f"{reverse(LIST)}?list=different")
    assert DuplicatePair.objects.get().verdict == PairVerdict.UNSURE


def test_same_leads_to_the_merge_and_waits_until_it_is_done(office, pair):
    response = answer(office, pair, "same")
    assert response.headers["Location"] == reverse("office:merge-compare", args=[pair.a_id, pair.b_id])
    assert len(office.get(reverse(LIST)).context["items"]) == 1
    office.post(response.headers["Location"])
    assert Merge.objects.exists()
    assert office.get(reverse(LIST)).context["items"] == []
    assert answer(office, pair, "different").status_code == 404


def test_record_that_is_only_a_name_is_the_one_taken_in(office, pair):
    Organisation.objects.filter(pk=pair.a_id).update(is_stub=True)
    assert answer(office, pair, "same").headers["Location"] == reverse(
        "office:merge-compare", args=[pair.b_id, pair.a_id]
    )


def test_answers_that_make_no_sense(office, pair):
    assert answer(office, pair, "perhaps").status_code == 404
    assert office.get(reverse("duplicates:judge", args=[pair.pk])).status_code == 405
    assert answer(office, pair, "unsure", back="https://elsewhere.example/").headers["Location"] == reverse(LIST)


def test_search_is_asked_of_the_worker_once(office):
    for words in ("on its way", "already on its way"):
        assert words in text_of(office.post(reverse("duplicates:search"), follow=True))


def test_as_many_queries_for_one_pair_as_for_three(office, pair, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    office.get(reverse(LIST))
    with CaptureQueriesContext(connection) as one:
        office.get(reverse(LIST))
    for name in ("Brume claire de Zelmira", "Dune mouvante d'Orvanne"):
        for words in (name, f"Association {name}"):
            OrganisationFactory(name=words)
    find_pairs(by=None)
    with django_assert_num_queries(len(one)):
        assert len(office.get(reverse(LIST)).context["items"]) == 3


def test_menu_says_how_many_wait(office, pair, boss):
    assert "Possible duplicates (1)" in text_of(office.get(reverse(LIST)))
    judge(pair, PairVerdict.DIFFERENT, by=boss)
    assert "Possible duplicates (1)" not in text_of(office.get(reverse(LIST)))


def test_people_who_are_no_stewards_find_no_such_page(client, pair):
    client.force_login(PersonFactory(), "allauth.account.auth_backends.AuthenticationBackend")
    for address in (reverse(LIST), reverse("duplicates:judge", args=[pair.pk]), reverse("duplicates:search")):
        assert client.get(address).status_code == 404
        assert client.post(address, {"verdict": "different"}).status_code == 404
    assert DuplicatePair.objects.get().verdict == PairVerdict.WAITING


@pytest.mark.parametrize("reader", MAY)
def test_pairs_of_hidden_records_are_told_to_stewards_only(client, reader, db):
    aviary = plant()
    gather(aviary)
    shown = sorted(Organisation.objects.all(), key=lambda row: row.pk)
    DuplicatePair.objects.bulk_create(DuplicatePair(a=shown[0], b=other, score=0.9) for other in shown[1:])
    if aviary.people[reader] is not None:
        client.force_login(aviary.people[reader], "allauth.account.auth_backends.AuthenticationBackend")
    response = client.get(reverse(LIST))
    assert response.status_code == (200 if reader == "steward" else 302 if reader == "stranger" else 404)
    assert not any(word in text_of(response) for word in aviary.forbidden_to(reader))
