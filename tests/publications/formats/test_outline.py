"""Headings get addresses that stay; a long text gets a table of contents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.publications.formats.outline import lay_out, minutes


def test_each_heading_gets_an_address_made_of_its_words():
    laid = lay_out("<h2>À Recife, on reste</h2><p>…</p><h3>Ce qui a tenu</h3>")

    assert (
        laid.html
        == '<h2 id="à-recife-on-reste">À Recife, on reste</h2><p>…</p><h3 id="ce-qui-a-tenu">Ce qui a tenu</h3>'
    )


def test_the_address_does_not_depend_on_what_stands_before():
    before, after = "<h2>First</h2><h2>Where</h2>", "<h2>New</h2><h2>First</h2><h2>Where</h2>"

    assert {h.anchor for h in lay_out(before).headings} < {h.anchor for h in lay_out(after).headings}


def test_the_same_heading_twice_and_one_that_is_taken_get_a_number():
    laid = lay_out("<h2>Where</h2><h2>Where</h2><h2>Content</h2>")

    assert [heading.anchor for heading in laid.headings] == ["where", "where-2", "content-2"]


def test_arabic_headings_keep_their_letters():
    assert [heading.anchor for heading in lay_out("<h2>أين نعمل</h2>").headings] == ["أين-نعمل"]


def test_calls_of_footnotes_are_no_part_of_a_heading():
    laid = lay_out('<h2>Where <sup class="note-call"><a href="#note-1">1</a></sup></h2>')

    assert (laid.headings[0].words, laid.headings[0].anchor) == ("Where", "where")


@pytest.mark.parametrize("heading", ["<h2> </h2>", '<h3 id="by-country">By country</h3>'])
def test_an_empty_heading_and_one_with_an_id_stay_as_they_are(heading: str):
    assert (lay_out(heading).html, lay_out(heading).headings) == (heading, [])


def test_a_table_of_contents_nests_and_is_for_long_texts_only():
    sections = lay_out("<h2>A</h2><h3>B</h3><h3>C</h3><h2>D</h2>").contents

    assert [(one.heading.words, [below.words for below in one.below]) for one in sections] == [
        ("A", ["B", "C"]),
        ("D", []),
    ]
    assert lay_out("<h2>A</h2><h2>B</h2>").contents == []
    assert [one.heading.words for one in lay_out("<h3>A</h3><h3>B</h3><h3>C</h3>").contents] == ["A", "B", "C"]


@pytest.mark.parametrize(("words", "expected"), [(0, 1), (90, 1), (310, 2), (1000, 5)])
def test_reading_time_is_a_minute_at_least(words: int, expected: int):
    assert minutes(f"<p>{'l’eau ' * words}</p>") == expected


@given(st.lists(st.text(alphabet="abé ا<>&\"'-", max_size=12), max_size=8))
def test_addresses_are_never_shared(words: list[str]):
    from django.utils.html import escape

    laid = lay_out("".join(f"<h2>{escape(word)}</h2>" for word in words))
    anchors = [heading.anchor for heading in laid.headings]

    assert len(anchors) == len(set(anchors))
    assert all(anchor and not set(anchor) & set(" \"'<>&") for anchor in anchors)
