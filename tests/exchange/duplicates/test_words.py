"""One idea in ten languages, one spelling of many."""

import pytest

from maillage.exchange.duplicates.lexicon import lexicon
from maillage.exchange.duplicates.records import domain_of, looks_short
from maillage.exchange.duplicates.spelling import skeleton, stem
from maillage.exchange.duplicates.words import words_of
from maillage.kit.text import fold


def keys(text):
    return [word.key for word in words_of(fold(text).split())]


@pytest.mark.parametrize(
    "words",
    [
        "droits rights derechos direitos diritti Rechte حقوق",
        "paix peace paz Frieden السلام",
        "enfants children niños crianças Kinder أطفال",
    ],
)
def test_words_of_one_idea_share_a_key(words):
    assert len({tuple(keys(word)) for word in words.split()}) == 1


def test_small_words_and_legal_forms_say_nothing():
    assert keys("de la the of und eV ASBL onlus") == []


def test_compounds_are_two_words():
    assert keys("Umweltstiftung") == ["=environment", "=foundation"]


def test_places_are_one_word_in_every_language():
    assert keys("Afrique du Sud") == keys("South Africa") == keys("África do Sul") == ["@ZA"]
    assert keys("Marocain")[0] == keys("المغربية")[0] == "@MA"


def test_slips_in_the_word_for_the_kind_are_forgiven():
    assert keys("Asosciation") == keys("Assocaition") == ["=association"]


def test_no_form_stands_twice_in_the_lexicon():
    """The first would win in silence."""
    from importlib.resources import files

    import maillage.exchange.duplicates as package

    text = files(package).joinpath("words", "concepts.txt").read_text(encoding="utf-8")
    forms = [
        form for line in text.splitlines() if " = " in line and line[0] != "#" for form in line.split(" = ")[1].split()
    ]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []
    assert all(fold(form.strip("*")) == form.strip("*") for form in forms), "forms are folded"
    assert lexicon().find("nosuchword") is None


@pytest.mark.parametrize(
    ("one", "other"), [("neurociencia", "neurosciences"), ("radiologie", "radiology"), ("associative", "associativa")]
)
def test_cognates_have_one_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("arabic", "latin"), [("نسرينه", "nesrina"), ("زلمير", "elzelmir"), ("تريفول", "trifoul")])
def test_both_scripts_have_one_skeleton(arabic, latin):
    assert skeleton(arabic) == skeleton(latin)


@pytest.mark.parametrize(
    ("site", "domain"),
    [
        ("https://www.brume.example/a?b", "brume.example"), ("brume.example", "brume.example"), ("http://[::1", ""), ("nothing", ""),
        ("https://facebook.com/Brume/posts", "facebook.com/brume"), ("https://facebook.com", ""),
    ],
)  # fmt: skip
def test_domains(site, domain):
    assert domain_of(site) == domain


def test_short_forms_are_recognised():
    assert [text for text in ("CGT", "b.r.u.m.", "B R U", "Brume claire", "ligue") if looks_short(text)] == [
        "CGT",
        "b.r.u.m.",
        "B R U",
        "ligue",
    ]
