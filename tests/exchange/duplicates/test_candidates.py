"""The index finds what resembles, whatever the order in which records came."""

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.exchange.duplicates.candidates import QUICK, THOROUGH, Search
from maillage.exchange.duplicates.records import Record

DIRECTORY = [
    Record(("Ligue des droits de Morvelle",), ("LDM",), country="FR"),
    Record(("Fondation Oriel Tamsin pour la paix",), country="DE"),
    Record(("جمعية نسرينة للتنمية",), country="TN"),
    Record(("Puisatiers de Trevoll",), sites=("https://trevoll.example/",), country="SN"),
    Record(("Rede de Mulheres Rurais Zelmira",), country="BR"),
]


def found(record, effort=THOROUGH, directory=DIRECTORY):
    return [match.organisation_id for match in Search.of(enumerate(directory)).candidates(record, effort=effort)]


def test_typo_acronym_site_script_and_translation_are_found():
    for effort in (THOROUGH, QUICK):
        assert found(Record(("Puisatires de Trevol",)), effort)[0] == 3
        assert found(Record(("LDM",), country="FR"), effort)[0] == 0
        assert found(Record(("Autre nom",), sites=("http://www.trevoll.example",)), effort)[0] == 3
        assert found(Record(("Association Nesrina",), country="TN"), effort)[0] == 2
        assert found(Record(("Réseau des femmes rurales Zelmira",)), effort)[0] == 4


def test_nothing_shared_nothing_found():
    assert found(Record(("Xyq",))) == []
    assert found(Record()) == []
    assert Search().candidates(Record(("Ligue",))) == []


def test_no_more_than_asked_and_never_itself():
    search = Search.of((at, Record((f"Brume {at}",), country="FR")) for at in range(50))

    matches = search.candidates(Record(("Brume",), country="FR"), 10, besides=3)

    assert len(matches) == 10
    assert 3 not in [match.organisation_id for match in matches]


def test_matches_are_worth_a_look_and_say_how_sure():
    search = Search.of(enumerate(DIRECTORY))

    assert [match.verdict for match in search.matches(Record(("Oriel Tamsin Peace Foundation",), country="DE"))] == [
        "sure"
    ]
    assert search.matches(Record(("Fondation pour la musique",), country="DE")) == []


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(len(DIRECTORY))))
def test_order_of_the_directory_changes_no_score(order):
    record = Record(("Ligue des droits des femmes de Morvelle",), country="FR")
    plain = {match.organisation_id: match.score for match in Search.of(enumerate(DIRECTORY)).candidates(record)}
    shuffled = Search.of((at, DIRECTORY[at]) for at in order).candidates(record)

    assert {match.organisation_id: match.score for match in shuffled} == plain
