"""Which column is which field."""

import pytest

from maillage.exchange.columns import ALIASES, base, guess, mapped, unused
from maillage.exchange.errors import FileRefused
from maillage.kit.text import fold


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nom", "name"),
        ("NOM DE L’ASSOCIATION", "name"),
        ("Organización", "name"),
        ("الاسم", "name"),
        ("Sigla", "acronym"),
        ("País", "territory"),
        ("Correo electrónico", "email"),
        ("name_ar", "name_ar"),
        ("Description (fr)", "description_fr"),
        ("Site web", "website"),
        ("Membre de", "member_of"),
        ("ID", "source_id"),
    ],
)
def test_header_is_guessed_in_five_languages(header, field):
    assert guess([header]) == {header: field}


def test_unknown_header_is_not_guessed():
    assert guess(["Couleur", "name_xx"]) == {}


def test_first_header_of_a_single_field_wins():
    assert guess(["Pays", "Country"]) == {"Pays": "territory"}
    assert guess(["Mail", "Courriel"]) == {"Mail": "email", "Courriel": "email"}


def test_no_two_fields_share_an_alias():
    seen = {}
    for field, aliases in ALIASES.items():
        for alias in (field, *aliases):
            assert seen.setdefault(fold(alias), field) == field, alias


def test_choice_wins_over_guess_and_empty_choice_leaves_out():
    headers = ["Nom", "Land", "Titre"]
    assert mapped(headers, {"Titre": "name", "Nom": ""}) == {"Titre": "name", "Land": "territory"}
    assert list(unused(headers, {"Titre": "name"})) == ["Nom", "Land"]


def test_wrong_choices_are_refused():
    with pytest.raises(FileRefused, match="Nom"):
        mapped(["Nom"], {"Name": "name"})
    with pytest.raises(FileRefused, match="colour"):
        mapped(["Nom"], {"Nom": "colour"})
    with pytest.raises(FileRefused, match="town"):
        mapped(["a", "b"], {"a": "town", "b": "town"})


def test_base_splits_only_fields_that_have_languages():
    assert base("description_pt") == ("description", "pt")
    assert base("member_of") == ("member_of", "")
    assert base("source_id") == ("source_id", "")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Verein", "name"),
        ("Straße", "address"),
        ("Beschreibung (fr)", "description_fr"),
        ("E-Mail 2", "email"),
        ("address.city", "town"),
        ("location.lat", "latitude"),
        ("arabic_name", "name_ar"),
        ("owner.name", ""),
        ("type 2", ""),
    ],
)
def test_more_words_are_understood(header, field):
    assert guess([header]) == ({header: field} if field else {})


def test_url_is_the_site_only_when_no_other_column_is():
    assert guess(["url"]) == {"url": "website"}
    assert guess(["url", "website"]) == {"website": "website"}


def test_what_a_format_says_of_its_headers_wins_over_their_words_and_choice_over_it():
    headers = ["ORG", "layer", "name", "lat"]
    fixed = {"ORG": "name", "layer": "themes", "absent": "town"}
    assert guess(headers, fixed) == {"ORG": "name", "layer": "themes", "name": "name", "lat": "latitude"}
    assert mapped(headers, {"layer": ""}, fixed) == {"ORG": "name", "name": "name", "lat": "latitude"}
