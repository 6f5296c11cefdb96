"""Reading one cell."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

from maillage.exchange import values
from maillage.network.enums import Audience, OrganisationKind, OrganisationState, Precision


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("1976", "1976"),
        ("2003-07", "2003-07"),
        ("2003-07-14", "2003-07-14"),
        ("14/07/2003", "2003-07-14"),
        ("5.3.1998", "1998-03-05"),
        ("05/1998", "1998-05"),
        ("2014-11-06 21:49:27", "2014-11-06"),
        ("1998~", "1998~"),
    ],
)
def test_date_is_read(cell, date):
    assert values.partial_date(cell) == date


@pytest.mark.parametrize("cell", ["31/02/2003", "07/14/2003", "0000", "hier", "20030714", "1976/2003"])
def test_impossible_date_is_refused(cell):
    with pytest.raises(ValidationError):
        values.partial_date(cell)


@pytest.mark.parametrize("cell", ["NA", "N/A", "n.a.", "-", "–", "#N/A", "null"])
def test_nothing_is_recognised(cell):
    assert values.is_nothing(cell)


def test_parts_are_split_once_each_without_nothings():
    assert values.parts("a; b ;a;NA,c") == ["a", "b", "c"]


def test_languages_are_read_by_name_or_code():
    assert [values.language(cell) for cell in ("fr", "Français", "árabe", "العربية", "klingonais2")] == [
        "fr",
        "fr",
        "ar",
        "ar",
        "",
    ]


def test_kind_is_read_by_code_or_word():
    assert values.kind("network") == "network"
    assert values.kind("Réseau") == "network"
    assert values.kind("ONG") == "association"
    assert values.kind("guilde") is None


@pytest.mark.parametrize(
    ("read", "choice"),
    [
        *((values.kind, kind) for kind in OrganisationKind),
        *((values.state, state) for state in OrganisationState),
        *((values.audience, audience) for audience in (Audience.PUBLIC, Audience.MEMBERS, Audience.STEWARDS)),
        *((values.precision, precision) for precision in Precision),
    ],
)
@pytest.mark.parametrize("interface", [code for code, _name in settings.LANGUAGES])
def test_choice_is_read_by_its_label_in_every_interface_language(read, choice, interface):
    with translation.override(interface):
        assert read(str(choice.label)) == choice


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (values.audience, "Public", Audience.PUBLIC),
        (values.audience, "tous", Audience.PUBLIC),
        (values.audience, "STEWARDS", Audience.STEWARDS),
        (values.precision, "exact", Precision.EXACT),
        (values.precision, "Ville", Precision.TOWN),
        (values.precision, "none", Precision.NONE),
    ],
)
def test_audience_and_precision_are_read_by_code_or_word(read, cell, value):
    assert read(cell) == value


def test_circle_and_sealed_are_no_audience_of_a_file():
    for cell in ("circle", "a circle", "sealed", "0", "20"):
        assert values.audience(cell) is None


def test_website_gets_its_scheme():
    assert values.website("www.example.org/fr") == "https://www.example.org/fr"
    for cell in ("Facebook: us", "example", "javascript:alert(1)", "www.with space.org"):
        with pytest.raises(ValidationError):
            values.website(cell)


def test_coordinate_takes_a_comma():
    assert values.coordinate("46,133") == 46.133
    assert values.coordinate("46٫5") == 46.5
    assert values.coordinate("48°51'24\" N") == 48.856667
    assert values.coordinate("2° 21′ 8″ W") == -2.352222
    assert values.coordinate("−5") == -5
    assert values.coordinate("48 75 N") is None
    assert values.coordinate("nord") is None
    assert values.coordinate("nan") is None
    assert values.coordinate("181") is None


def test_arabic_letters_tell_the_language():
    assert values.language_of("جمعية ABC", "") == "ar"
    assert values.language_of("Amis du مدينة", "fr") == "fr"


def test_text_becomes_harmless_paragraphs():
    assert values.paragraphs(["Un <b>\nDeux", "Un <b>"]) == "<p>Un &lt;b&gt;</p><p>Deux</p>"
