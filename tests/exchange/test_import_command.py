"""`maillage import`: what it prints, what it writes, when it fails."""

import csv

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from tests.factories.network import OrganisationFactory

from maillage.network.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(tmp_path):
    file = tmp_path / "liste.csv"
    file.write_text("id,nom,courriel\n1,Un,a@example.org\n2,Deux,pas un courriel\n3,Trois,\n", encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"
    from django.utils import translation

    with translation.override("en"):
        yield


def test_dry_run_says_what_would_be(listing, capsys):
    call_command("import", listing, source="s")
    out = capsys.readouterr().out
    assert "nom → name" in out
    assert "new: 3  changed: 0  same: 0  probable duplicate: 0  refused: 0" in out
    assert "courriel, line 3" in out
    assert "Nothing was written" in out
    assert not Organisation.objects.exists()


def test_write_writes_and_second_time_says_same(listing, capsys):
    call_command("import", listing, source="s", write=True)
    call_command("import", listing, source="s", write=True)
    assert "same: 3" in capsys.readouterr().out
    assert Organisation.objects.count() == 3


def test_refused_rows_fail_the_command_and_are_each_told(listing, capsys):
    with listing.open("a") as file:
        file.write("1,Quatre,\n5,,\n")
    with pytest.raises(CommandError, match="--skip-refused"):
        call_command("import", listing, source="s", write=True)
    out = capsys.readouterr().out
    assert "line 5:" in out
    assert "line 6, nom: The name is missing." in out
    assert not Organisation.objects.exists()
    call_command("import", listing, source="s", write=True, skip_refused=True)
    assert Organisation.objects.count() == 3


def test_report_lists_every_row_with_harmless_cells(tmp_path, listing):
    with listing.open("a") as file:
        file.write("4,'=1+1,\n")
    report = tmp_path / "report.csv"
    call_command("import", listing, source="s", report=report)
    rows = list(csv.DictReader(report.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["line"] for row in rows] == ["2", "3", "4", "5"]
    assert rows[1]["field"] == "courriel"
    assert rows[3]["name"] == "'=1+1"


def test_map_option_names_columns(tmp_path, capsys):
    file = tmp_path / "x.csv"
    file.write_text("a=b,c\nUn,Deux\n")
    call_command("import", file, "--map", "a=b=name", "--map", "c=", "--write")
    assert Organisation.objects.get().label == {"": "Un"}
    with pytest.raises(CommandError, match="maps nothing"):
        call_command("import", file, "--map", "name")


def test_unreadable_file_fails_with_its_mend(tmp_path):
    file = tmp_path / "x.csv"
    file.write_bytes(b"%PDF-1.4")
    with pytest.raises(CommandError, match="Save its table as CSV"):
        call_command("import", file)


def test_audience_option_opens_new_records_only(listing):
    OrganisationFactory(name="Autre", audience=30)
    call_command("import", listing, source="s", write=True, audience="public")
    assert sorted(Organisation.objects.values_list("audience", flat=True)) == [0, 0, 0, 30]
