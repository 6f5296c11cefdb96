"""What is sure, what is possible, and what is neither; invented names of many languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.exchange.duplicates.reasons import Reason
from maillage.exchange.duplicates.records import Record, prepare
from maillage.exchange.duplicates.scoring import POSSIBLE, SURE, score

FR, SN, DE = {"country": "FR"}, {"country": "SN"}, {"country": "DE"}


def judged(one: Record, other: Record):
    return score(prepare(one), prepare(other))


SAME = [
    ("Association des tisserands de Malbec", "TISSERANDS DE MALBEC (association loi 1901)"),
    ("Collectif Sources Vives", "Colectif Sources Vives"),
    ("Fondation Oriel Tamsin", "Oriel Tamsin Foundation"),
    ("Asociación de Mujeres Pescadoras de Zelmira", "Association des femmes pêcheuses de Zelmira"),
    ("Brezovnik Umweltstiftung", "Fondation Brezovnik pour l'environnement"),
    ("Verein für Menschenrechte Torvald e.V.", "Torvald Human Rights Association"),
    ("جمعية نسرينة للتنمية", "Association Nesrina pour le développement"),
    ("جمعية اصدقاء مكتبة الجبل", "Association des amis de la bibliothèque de la montagne"),
    ("Rede Quilombra de Economia Solidária", "Réseau Quilombra d'économie solidaire"),
    ("Federazione Lombra per la Pace", "Federation Lombra for Peace"),
    ("Sahel Verde", "SahelVerde"),
    ("Stichting Kinderrechten Oosterwold", "Oosterwold Children's Rights Foundation"),
]
APART = [
    ("Comité Palmeraie 12", "Comité Palmeraie 14"),
    ("Ligue Ormeraie - Lyon", "Ligue Ormeraie - Lille"),
    ("Ligue Ormeraie", "Ligue Ormeraie - Marseille"),
    ("Ligue Ormeraie, section de Dakar", "Ligue Ormeraie, section de Thiès"),
    ("Société sénégalaise de botanique", "Société sénégalaise de zoologie"),
    ("Union Tralval des pêcheurs", "Union Tralval des mineurs"),
    ("Caldine", "Maldine"),
    ("Association des amis de Brume", "Association des amis de Dune"),
    ("Local 210 Dockers Union", "Local 211 Dockers Union"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_association_in_other_words_is_sure(one, other):
    verdict = judged(Record((one,), **FR), Record((other,), **FR))

    assert verdict.score >= SURE, verdict


@pytest.mark.parametrize(("one", "other"), APART)
def test_sections_and_neighbours_are_never_sure(one, other):
    verdict = judged(Record((one,), **FR), Record((other,), **FR))

    assert verdict.score < SURE, verdict


def test_another_address_is_no_obstacle():
    here = Record(("Ateliers paysans de Morvelle",), town="Lyon", **FR)
    there = Record(("Ateliers Paysans de Morvelle",), town="Rennes", **FR)

    verdict = judged(here, there)

    assert verdict.score >= SURE
    assert Reason.OTHER_TOWN in verdict.reasons


def test_one_common_word_in_two_towns_is_not_sure():
    assert judged(Record(("Horizons",), town="Lyon", **FR), Record(("Horizons",), town="Rennes", **FR)).score < SURE


def test_same_name_in_another_country_is_not_sure():
    verdict = judged(Record(("Maison des tisserands",), **FR), Record(("Maison des tisserands",), **SN))

    assert verdict.score < SURE
    assert Reason.OTHER_COUNTRY in verdict.reasons


def test_acronym_alone_meets_the_name_it_stands_for():
    name = Record(("Réseau des Ateliers Mobiles de Zinguel",), **SN)

    assert judged(Record(("RAMZ",), **SN), name).score >= SURE
    assert judged(Record(("RAMZ",), **DE), name).score < SURE


def test_same_acronym_for_two_names_is_not_sure():
    one = Record(("Fédération des Jardins Ouvriers",), ("FJO",), **FR)
    other = Record(("Foyer des Journalistes Oubliés",), ("FJO",), **FR)

    assert judged(one, other).score < POSSIBLE


def test_name_with_its_acronym_in_brackets_is_the_name():
    one = Record(("TRAMAL (Travailleurs Réunis de l'Arrière-Mal)",), **FR)

    assert judged(one, Record(("Travailleurs réunis de l'arrière-mal",), **FR)).score >= SURE


def test_same_site_lifts_a_name_cut_short_but_not_a_section():
    site = {"sites": ("https://www.orvanne.example/contact",), **FR}
    whole, short = Record(("Orvanne éducation populaire",), **site), Record(("Orvanne",), **site)

    assert judged(whole, short).score >= SURE
    assert judged(Record(("Orvanne Lyon",), **site), Record(("Orvanne Lille",), **site)).score < POSSIBLE


def test_shared_hosts_say_nothing():
    one = Record(("Brume",), sites=("https://www.facebook.com/brume",), **FR)
    other = Record(("Dune",), sites=("https://facebook.com/dune",), email_domains=("gmail.com",), **FR)

    assert Reason.SITE not in judged(one, other).reasons


def test_same_number_in_a_register_is_sure():
    one, other = (
        Record(("Un",), identifiers=(("rna", "W75 1000 001"),)),
        Record(("Deux",), identifiers=(("rna", "w751000001"),)),
    )

    assert judged(one, other).reasons == (Reason.NUMBER,)


def test_reasons_are_words_and_hold_no_value():
    verdict = judged(Record(("Brume claire",), **FR), Record(("Brume clair",), **FR))

    assert verdict.reasons
    assert all(str(reason) == reason.label for reason in verdict.reasons)


WORDS = st.sampled_from(
    [
        "association",
        "fondation",
        "Brume",
        "Dune",
        "Lyon",
        "Lille",
        "12",
        "14",
        "droits",
        "humains",
        "femmes",
        "rights",
        "جمعية",
        "نسرين",
        "حقوق",
        "CGT",
        "RAMZ",
        "عين",
        "of",
        "-",
        "(X)",
        "e.V.",
        "1998",
        "Zelmira",
        "zelmria",
    ]
)
NAMES = st.lists(WORDS, min_size=0, max_size=5).map(" ".join)
RECORDS = st.builds(
    Record,
    names=st.lists(NAMES, max_size=3).map(tuple),
    acronyms=st.lists(st.sampled_from(["CGT", "RAMZ", "A/B"]), max_size=1).map(tuple),
    sites=st.lists(st.sampled_from(["https://a.example/", "http://facebook.com/x", "::", "b.example"]), max_size=2).map(
        tuple
    ),
    country=st.sampled_from(["", "FR", "SN"]),
    town=st.sampled_from(["", "Lyon", "Dakar"]),
)


@settings(max_examples=300, deadline=None)
@given(RECORDS, RECORDS)
def test_order_changes_nothing(one, other):
    forward, back = judged(one, other), judged(other, one)

    assert forward.score == back.score
    assert set(forward.reasons) == set(back.reasons)
    assert 0 <= forward.score <= 1


@settings(max_examples=100, deadline=None)
@given(RECORDS, st.randoms(use_true_random=False))
def test_order_of_names_changes_nothing(record, chance):
    names = list(record.names)
    chance.shuffle(names)
    other = Record(("Association Brume de Lyon",), **FR)
    shuffled = Record(tuple(names), record.acronyms, record.sites, country=record.country, town=record.town)

    assert judged(record, other).score == judged(shuffled, other).score


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_can_be_a_name(text, other):
    assert 0 <= judged(Record((text,), (other,), (other,), town=text), Record((other,), (text,), (text,))).score <= 1
