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
