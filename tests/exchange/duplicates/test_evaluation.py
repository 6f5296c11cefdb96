"""The command that measures the search on labelled pairs."""

import pytest
from django.core.management import CommandError, call_command

RECORDS = """id,name,acronym,other_names,country,city,website,email
1,Coordination des puisatiers de Trevoll,,,FR,,,
2,Puisatiers de Trévoll (coordination),,,FR,,https://trevoll.example/,a@trevoll.example
3,Orchestre de Karvina,OK,Karvina Orchestra | Orquesta,CZ,Karvina,,
4,Orchestre de Brume,,,CZ,,,
"""
PAIRS = "id_a,id_b,label,why\n1,2,same,alias\n3,4,different,other\n"


def test_prints_a_table(tmp_path, capsys):
    (tmp_path / "r.csv").write_text(RECORDS, encoding="utf-8")
    (tmp_path / "p.csv").write_text(PAIRS, encoding="utf-8")

    call_command("evaluate-duplicates", tmp_path / "r.csv", tmp_path / "p.csv")

    said = capsys.readouterr().out
    assert "| “sure”: precision | 1.000 |" in said
    assert "| “sure”: recall | 1.000 |" in said
    assert "1.000 (pool of 3)" in said


def test_pairs_without_any_that_are_the_same(tmp_path, capsys):
    (tmp_path / "r.csv").write_text(RECORDS, encoding="utf-8")
    (tmp_path / "p.csv").write_text("id_a,id_b,label\n3,4,different\n", encoding="utf-8")

    call_command("evaluate-duplicates", tmp_path / "r.csv", tmp_path / "p.csv")

    assert "| “sure”: recall | — |" in capsys.readouterr().out


def test_other_files_are_refused(tmp_path):
    (tmp_path / "r.csv").write_text("nothing\n1\n", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("evaluate-duplicates", tmp_path / "r.csv", tmp_path / "p.csv")
