"""Folding, cleaning and cells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.kit.text import as_cell, clean_html, fold, from_cell


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Łódź", "lodz"),
        ("Đà Nẵng", "da nang"),
        ("œuvre", "oeuvre"),
        ("ﬁnance", "finance"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Université d’été", "universite d ete"),
        ("No-Vox", "no vox"),
        ("أطباء", "اطباء"),
        ("جمعيّة", "جمعيه"),
        ("İstanbul", "istanbul"),
        ("  ", ""),
    ],
)
def test_fold_meets_what_people_type(typed, folded):
    assert fold(typed) == folded


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text())
def test_a_cell_comes_back_as_it_was(text):
    assert from_cell(as_cell(text)) == text


@pytest.mark.parametrize("formula", ["=1+1", "+33 1 23", "-2", "@SUM(A1)", "\t=1"])
def test_a_formula_becomes_text(formula):
    assert as_cell(formula) == f"'{formula}"


def test_rich_text_keeps_words_and_loses_what_acts():
    typed = '<p onclick="x()">Bonjour <script>alert(1)</script><a href="javascript:x">ici</a> <strong>oui</strong><img src=x></p>'

    assert clean_html(typed) == '<p>Bonjour <a rel="noopener noreferrer">ici</a> <strong>oui</strong></p>'
