"""Pairs of the whole directory: found, judged, remembered; they follow merges."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from tests.factories.network import (
    ContactFactory,
    IdentifierFactory,
    NameFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
)

from maillage.exchange.duplicates.actions import find_pairs, judge
from maillage.exchange.duplicates.candidates import Search
from maillage.exchange.duplicates.directory import records
from maillage.exchange.duplicates.models import DuplicatePair, PairVerdict
from maillage.exchange.duplicates.tasks import find_duplicates
from maillage.exchange.enums import Act
from maillage.journal.models import Entry
from maillage.kit.errors import DomainError
from maillage.network.actions.merging import merge, undo_merge
from maillage.network.enums import Audience, NameKind, TerritoryKind
from maillage.network.readers import MEMBER, STRANGER

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(alike):
    find_pairs(by=None)
    return DuplicatePair.objects.get()


def test_records_hold_what_tells_one_from_another():
    france = TerritoryFactory(code="FR", iso="FR", name="France")
    lyon = TerritoryFactory(code="FR-lyon", name="Lyon", parent=france, kind=TerritoryKind.TOWN)
    organisation = OrganisationFactory(name="Brume claire")
    other = OrganisationFactory(name="Dune")
    NameFactory(organisation=organisation, text="BC", kind=NameKind.ACRONYM)
    ContactFactory(organisation=organisation, kind="website", value="https://brume.example/")
    ContactFactory(organisation=organisation, kind="email", value="a@brume.example")
    ContactFactory(organisation=organisation, kind="phone", value="+33 1 23 45 67 89")
    IdentifierFactory(organisation=organisation, scheme="rna", value="W751000001")
    PresenceFactory(organisation=organisation, territory=lyon)

    found = dict(records())

    record = found[organisation.pk]
    assert (record.names, record.acronyms) == (("Brume claire",), ("BC",))
    assert (record.sites, record.email_domains) == (("https://brume.example/",), ("brume.example",))
    assert record.identifiers == (("rna", "W751000001"),)
    assert (record.country, record.town) == ("FR", "Lyon")
    assert found[other.pk].names == ("Dune",)


def test_the_directory_is_read_in_as_many_queries_whatever_its_size(django_assert_max_num_queries):
    for number in range(3):
        OrganisationFactory(name=f"Brume {number}")
    with django_assert_max_num_queries(7):
        assert len(Search.of_directory()) == 3


def test_pairs_are_found_once_and_in_order(alike, pair):
    assert (pair.a, pair.b) == alike
    assert pair.is_sure
    assert pair.reasons
    assert all(pair.reasons_in_words)
    assert find_pairs(by=None).new == 0
    assert DuplicatePair.objects.count() == 1


def test_hidden_records_are_compared_too():
    OrganisationFactory(name="Coordination de Trevoll", audience=Audience.STEWARDS)
    OrganisationFactory(name="Coordination de Trévoll")
    assert find_pairs(by=None).pairs == 1
    assert not DuplicatePair.objects.visible_to(STRANGER).exists()
    assert not DuplicatePair.objects.visible_to(MEMBER).exists()


def test_pair_that_nobody_judged_leaves_when_its_records_part(pair):
    pair.b.names.update(text="Tout autre chose")
    assert find_pairs(by=None).pairs == 0
    assert not DuplicatePair.objects.exists()


@pytest.mark.parametrize("verdict", [PairVerdict.DIFFERENT, PairVerdict.UNSURE])
def test_verdict_never_comes_back(pair, boss, verdict):
    judge(pair, verdict, by=boss)
    found = find_pairs(by=None)
    pair.refresh_from_db()
    assert (found.pairs, found.new) == (0, 0)
    assert (pair.verdict, pair.decided_by) == (verdict, boss)


def test_judging_is_recorded_once(pair, boss):
    for _turn in range(2):
        judge(pair, PairVerdict.DIFFERENT, by=boss)
    judge(pair, PairVerdict.WAITING, by=boss)
    pair.refresh_from_db()
    assert pair.decided_at is None
    entries = Entry.objects.about(pair).order_by("pk")
    assert [(entry.act, entry.details["verdict"]) for entry in entries] == [
        (Act.JUDGED, "different"),
        (Act.JUDGED, "waiting"),
    ]


def test_pair_follows_a_merge_and_its_undoing(pair, boss):
    done = merge(pair.a, pair.b, by=boss)
    pair.refresh_from_db()
    assert (pair.verdict, pair.decided_by) == (PairVerdict.SAME, boss)
    assert not DuplicatePair.objects.standing().exists()
    with pytest.raises(DomainError):
        judge(pair, PairVerdict.DIFFERENT, by=boss)
    undo_merge(done, by=boss)
    pair.refresh_from_db()
    assert pair.verdict == PairVerdict.WAITING
    assert DuplicatePair.objects.standing().exists()


def test_merged_records_are_not_searched(alike):
    merge(*alike, by=None)
    assert find_pairs(by=None).searched == 2
    assert not DuplicatePair.objects.exists()


@pytest.mark.parametrize(
    "values", [{"swap": True}, {"score": 1.5}, {"verdict": "same"}], ids=["order", "score", "decided"]
)
def test_database_refuses_what_cannot_be(alike, values):
    low, high = sorted(alike, key=lambda row: row.pk)
    a, b = (high, low) if values.pop("swap", False) else (low, high)
    with pytest.raises(IntegrityError), transaction.atomic():
        DuplicatePair.objects.create(a=a, b=b, **{"score": 0.9, **values})


def test_command_and_job(alike, boss, capsys):
    call_command("find-duplicates")
    assert "1 pair" in capsys.readouterr().out
    find_duplicates(by_id=boss.pk)
    assert Entry.objects.filter(act=Act.SEARCHED, actor_id=boss.pk).count() == 1
