"""The words every network starts with are complete, and the tree of territories is sane."""

from collections import Counter

import pytest
from django.core.management import call_command

from maillage.network.enums import TerritoryKind
from maillage.network.models import Territory, Theme, TieType
from maillage.network.vocabularies import reading
from maillage.network.vocabularies.loading import load_vocabularies
from maillage.network.vocabularies.reading import LANGUAGES, TerritoryRow

UNITS = {row.code: row for row in reading.territories()}


def ancestors(row: TerritoryRow) -> list[str]:
    """Codes from the row up to the world."""
    path = [row.code]
    while UNITS[path[-1]].parent:
        path.append(UNITS[path[-1]].parent)
        assert len(path) < 10, f"{row.code} is inside itself"
    return path


def test_codes_are_given_once() -> None:
    assert Counter(row.code for row in reading.territories()).most_common(1)[0][1] == 1


@pytest.mark.parametrize("kind", [kind for kind in TerritoryKind if kind != TerritoryKind.TOWN])
def test_territories_are_named_in_five_languages(kind: TerritoryKind) -> None:
    rows = [row for row in UNITS.values() if row.kind == kind]
    assert rows
    assert [row.code for row in rows if not all(row.names.get(language) for language in LANGUAGES)] == []


def test_towns_are_named_in_four_languages_and_most_capitals_in_arabic() -> None:
    towns = [row for row in UNITS.values() if row.kind == "town"]
    assert len(towns) > 1500
    assert [row.code for row in towns if not all(row.names.get(language) for language in LANGUAGES[:4])] == []
    assert UNITS["MA-rabat"].names["ar"] == "الرباط"
    assert UNITS["EG-cairo"].names == {
        "fr": "Le Caire", "en": "Cairo", "es": "El Cairo", "pt": "Cairo", "ar": "القاهرة",
    }  # fmt: skip


def test_every_unit_is_in_the_world_and_every_country_in_a_region() -> None:
    for row in UNITS.values():
        assert ancestors(row)[-1] == "world"
    nations = [row for row in UNITS.values() if row.kind in {"country", "contested"}]
    assert {UNITS[row.parent].kind for row in nations} == {"world_region"}


def test_every_centre_is_on_the_globe() -> None:
    for row in UNITS.values():
        if row.kind != "world":
            assert row.latitude is not None, row.code
            assert row.longitude is not None, row.code
            assert -90 <= row.latitude <= 90
            assert -180 <= row.longitude <= 180


@pytest.mark.parametrize(
    ("code", "kind", "inside"),
    [
        ("FR", "country", "western-europe"),
        ("NO", "country", "northern-europe"),
        ("EH", "contested", "north-africa"),
        ("PS", "contested", "near-east"),
        ("XK", "contested", "europe"),
        ("TW", "contested", "east-asia"),
        ("kurdistan", "contested", "west-asia"),
        ("CA-QC", "subnational", "CA"),
        ("CA-montreal", "town", "CA-QC"),
        ("FR-paris", "town", "FR-IDF"),
        ("SN", "country", "west-africa"),
        ("IN-mumbai", "town", "IN-MH"),
        ("BR-sao-paulo", "town", "BR-SP"),
    ],
)
def test_a_territory_stands_where_people_look_for_it(code: str, kind: str, inside: str) -> None:
    assert UNITS[code].kind == kind
    assert inside in ancestors(UNITS[code])


def test_no_contested_territory_is_under_a_country() -> None:
    contested = [row for row in UNITS.values() if row.kind == "contested"]
    assert [row.code for row in contested if "country" in {UNITS[code].kind for code in ancestors(row)}] == []


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"), [("FR", 47, 2), ("NO", 64, 14), ("RU", 62, 100), ("FJ", -18, 178)]
)
def test_the_centre_of_a_country_is_in_it(code: str, latitude: float, longitude: float) -> None:
    assert UNITS[code].latitude == pytest.approx(latitude, abs=3)
    assert UNITS[code].longitude == pytest.approx(longitude, abs=4)


def test_themes_and_tie_types_speak_five_languages() -> None:
    assert len(reading.themes()) >= 40
    assert [row.code for row in reading.themes() if set(row.names) != set(LANGUAGES)] == []
    for row in reading.tie_types():
        assert set(row.label) == set(row.inverse_label) == set(LANGUAGES)
    assert [row.code for row in reading.tie_types() if row.is_membership] == ["member_of"]
    assert [row.code for row in reading.tie_types() if row.is_symmetric] == ["partner_of"]


@pytest.mark.django_db
def test_loading_twice_writes_nothing_and_keeps_what_stewards_wrote() -> None:
    assert load_vocabularies() == len(UNITS) + len(reading.themes()) + len(reading.tie_types())
    Theme.objects.filter(code="debt").update(name="Dette odieuse")
    assert load_vocabularies() == 0
    assert str(Theme.objects.get(code="debt")) == "Dette odieuse"
    assert load_vocabularies(overwrite=True) == 1
    assert str(Theme.objects.get(code="debt").name.localize("en")) == "Debt"


@pytest.mark.django_db
def test_the_command_loads_trees_the_database_understands(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load-vocabularies")
    assert "rows written" in capsys.readouterr().out
    assert TieType.objects.get(code="member_of").inverse_label.localize("fr") == "a pour membre"
    quebec = Territory.objects.get(code="CA-QC")
    assert Territory.objects.within(quebec).filter(code="CA-montreal").exists()
    assert Theme.objects.within(Theme.objects.get(code="human-rights")).filter(code="asylum").exists()
