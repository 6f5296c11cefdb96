"""Towns offline: what people write, several of one name, the file that ships."""

import pytest

from maillage.exchange.gazetteer import find, towns_of


def said(*question):
    return [(place.name, place.country, place.unit) for place in find(*question)]


@pytest.mark.parametrize(
    ("town", "country", "name"),
    [
        ("Niort", "FR", "Niort"),
        ("79000 Niort", "FR", "Niort"),
        ("Niort (79)", "FR", "Niort"),
        ("Paris Cedex 11", "FR", "Paris"),
        ("Paris 18e arrondissement", "FR", "Paris"),
        ("Niort, Deux-Sèvres", "", "Niort"),
        ("Cologne", "DE", "Köln"),
        ("الكاف", "TN", "El Kef"),
        ("Le Caire", "EG", "Cairo"),
        ("Coggeshall, Essex", "GB", "Coggeshall"),
        ("St Étienne", "FR", "Saint-Étienne"),
        ("sauze vaussais", "FR", "Sauzé-Vaussais"),
    ],
)
def test_what_people_write_is_found(town, country, name):
    assert [place.name for place in find(town, country)] == [name]


def test_several_of_one_name_are_all_given():
    assert {country for _name, country, _unit in said("Saint-Denis", "FR")} == {"FR", "RE"}
    assert {"VE", "ES"} <= {country for _name, country, _unit in said("Valencia")}
    assert len(said("San José")) > 1


@pytest.mark.parametrize("hint", ["Seine-Saint-Denis", "93", "Île-de-France", "ile de france", "Paris"])
def test_region_area_or_larger_town_tells_which(hint):
    assert said("Saint-Denis", "FR", [hint]) == [("Saint-Denis", "FR", "FR-IDF")]
    assert said("Saint-Denis (" + hint + ")", "FR") == [("Saint-Denis", "FR", "FR-IDF")]


def test_hint_that_fits_nothing_is_ignored():
    assert said("Niort", "FR", ["Nowhere"]) == [("Niort", "FR", "FR-NAQ")]


def test_hamlets_of_the_name_of_a_city_are_not_asked_about():
    assert len(find("Madrid", "ES")) == 1
    assert find("Valencia", "ES")[0].population > 500_000


@pytest.mark.parametrize("town", ["", "   ", "1234", "Xyzzy", "()", ",,,", "(", "\n"])
def test_what_is_no_town_gives_nothing(town):
    assert find(town, "FR") == []


def test_distance_is_near_enough_also_over_180_degrees():
    suva = find("Suva", "FJ")[0]
    assert suva.distance(suva.latitude, suva.longitude) == 0
    assert 100 < suva.distance(suva.latitude, suva.longitude - 1) < 112
    assert suva.distance(-18.0, -179.9) < 250


def test_towns_of_a_country_from_a_size_on():
    towns = list(towns_of("TN", 100_000))
    assert towns[0].name == "Tunis"
    assert all(town.population >= 100_000 for town in towns)
