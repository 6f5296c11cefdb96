"""Towns in imports and in the tree: taken when sure, asked about when not, opened by country."""

import pytest
from django.core.management import CommandError, call_command
from tests.factories.network import TerritoryFactory, ThemeFactory

from maillage.exchange.actions.imports import import_file, plan_import
from maillage.exchange.actions.towns import open_towns
from maillage.exchange.kinds import Options
from maillage.journal.models import Entry
from maillage.kit.errors import DomainError
from maillage.network.enums import TerritoryKind
from maillage.network.models import ExactPlace, Territory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world():
    world = TerritoryFactory(code="world", name="World", kind=TerritoryKind.WORLD)
    for code, name in (("FR", "France"), ("RE", "La Réunion"), ("CG", "Congo-Brazzaville"), ("CD", "Congo-Kinshasa")):
        TerritoryFactory(code=code, iso=code, name=name, parent=world)
    france = Territory.objects.get(code="FR")
    aquitaine = TerritoryFactory(
        code="FR-NAQ", name="Nouvelle-Aquitaine", parent=france, kind=TerritoryKind.SUBNATIONAL
    )
    TerritoryFactory(code="FR-IDF", name="Île-de-France", parent=france, kind=TerritoryKind.SUBNATIONAL)
    TerritoryFactory(
        code="FR-niort", name="Niort", parent=aquitaine, kind=TerritoryKind.TOWN, latitude=46.3, longitude=-0.5
    )


@pytest.fixture
def place(tmp_path):
    """place(town="Niort", country="France") → (code of the unit, address, problems) of a row that says so."""

    def place(**cells):
        file = tmp_path / "list.csv"
        file.write_text(f"name;{';'.join(cells)}\nX;{';'.join(cells.values())}\n", encoding="utf-8")
        plan = plan_import(file, Options(source="t", language="en"))
        outcome = plan.outcomes[0]
        seat = outcome.draft.slots.get("place/seat", ((None, "", None, None, None),))[0]
        place.notes = plan.notes
        return seat[0], seat[1], outcome.problems

    return place


def test_town_of_the_tree_is_the_place(place):
    assert place(town="Niort", country="France") == ("FR-niort", "", ())
    code, address, problems = place(town="79000 Niort", country="France")
    assert (code, address, problems) == ("FR-niort", "79000 Niort", ())


def test_town_of_the_gazetteer_gives_its_region_and_stays_in_the_address(place):
    assert place(town="Parthenay", country="France") == ("FR-NAQ", "Parthenay", ())
    assert "maillage towns FR" in place.notes[-1]
    assert Territory.objects.filter(kind=TerritoryKind.TOWN).count() == 1


def test_country_is_found_from_a_town_only_one_country_has(place):
    assert place(town="Sauzé-Vaussais")[0] == "FR-NAQ"


def test_ambiguous_town_asks_and_an_answer_is_understood(place):
    code, address, problems = place(town="Saint-Denis", country="France")
    assert (code, address) == ("FR", "Saint-Denis")
    assert "several towns" in problems[0].reason
    assert "Saint-Denis (La Réunion)" in problems[0].mend
    assert "Saint-Denis (Île-de-France, France)" in problems[0].mend
    assert place(town="Saint-Denis (Île-de-France, France)", country="France")[::2] == ("FR-IDF", ())
    assert place(town="Saint-Denis (La Réunion)", country="France")[::2] == ("RE", ())
    assert place(town="Saint-Denis", region="Seine-Saint-Denis", country="France")[::2] == ("FR-IDF", ())


def test_towns_of_one_name_in_one_region_need_no_answer(place):
    assert place(town="Saint-Aubin", country="France", region="Nouvelle-Aquitaine")[::2] == ("FR-NAQ", ())


def test_point_of_the_row_tells_which_town(place):
    cells = {"town": "Saint-Denis", "country": "France"}
    assert place(**cells, latitude="48.93", longitude="2.35")[0] == "FR-IDF"
    assert place(**cells, latitude="-20.9", longitude="55.45")[0] == "RE"


def test_point_far_from_its_town_is_told(place):
    code, _address, problems = place(town="Niort", country="France", latitude="43.3", longitude="5.4")
    assert code == "FR"
    assert "km from Niort" in problems[0].reason


def test_unknown_town_is_told_and_the_place_is_the_country(place):
    code, address, problems = place(town="Xyzzyville", country="France")
    assert (code, address) == ("FR", "Xyzzyville")
    assert "not known as a town of France" in problems[0].reason


@pytest.mark.parametrize(
    ("written", "code"), [("RD Congo", "CD"), ("DRC Congo", "CD"), ("Congo", None), ("République du Congo", "CG")]
)
def test_countries_as_people_write_them(place, written, code):
    assert place(country=written)[0] == code


def test_open_towns_adds_all_of_a_size_once_and_imports_move_there(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("id,name,town,country\n1,X,Bordeaux,France\n")
    import_file(file, Options(source="t"), by=None)
    assert ExactPlace.objects.get().territory.code == "FR-NAQ"
    added = open_towns("FR", 50_000, by=None)
    assert "FR-bordeaux" in added
    assert "FR-niort" not in added
    assert Territory.objects.get(code="FR-bordeaux").parent.code == "FR-NAQ"
    assert Entry.objects.filter(act="towns-opened").count() == 1
    assert open_towns("FR", 50_000, by=None) == []
    import_file(file, Options(source="t"), by=None)
    assert ExactPlace.objects.get().territory.code == "FR-bordeaux"


def test_towns_command_tells_how_many_and_refuses_what_is_no_country(capsys):
    call_command("towns", "RE", "--from", "100000")
    assert "RE: " in capsys.readouterr().out
    with pytest.raises(CommandError, match="XX"):
        call_command("towns", "XX")
    with pytest.raises(DomainError):
        open_towns("FR-NAQ", 1000, by=None)


def test_categories_that_are_no_theme_are_listed_whole(tmp_path):
    ThemeFactory(code="housing", name="Housing")
    file = tmp_path / "list.csv"
    file.write_text("name;themes\nA;Housing, Water\nB;Culture, media\nC;Culture, media\n")
    plan = plan_import(file, Options(source="t", language="en"))
    assert plan.outcomes[0].draft.slots["theme/"] == (("housing",),)
    assert "Culture, media (2), Water (1)" in plan.notes[-1]


def test_kinds_that_are_none_are_listed(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("name,type\nA,cultural\nB,cultural\nC,network\n")
    plan = plan_import(file, Options(source="t", language="en"))
    assert "cultural (2)" in plan.notes[-1]
    assert '--map "type=themes"' in plan.notes[-1]
