"""Old encodings, told apart by the letters they make."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exchange.formats.reading import table

from maillage.exchange.errors import FileRefused

LATIN = ("cp1252", "iso8859-15", "mac-roman", "cp850")
WORDS = {
    "fr": ["Fédération", "Liège", "élèves", "forêt", "Besançon", "où", "l'été", "Noël", "Association", "sœur"],
    "es": ["Asociación", "Córdoba", "niños", "¿qué?", "Málaga", "mujeres", "Perú"],
    "pt": ["Associação", "São João", "mães", "comissão", "água", "Fundão"],
    "de": ["Köln", "Bürger", "Grüße", "Straße", "Verein", "Österreich"],
    "ar": ["جمعية", "تونس", "المرأة", "القاهرة", "تنمية"],
}


@pytest.mark.parametrize("encoding", LATIN)
@pytest.mark.parametrize("language", ["fr", "es", "pt", "de"])
def test_latin_words_are_read_in_any_old_encoding(tmp_path, encoding, language):
    words = [word for word in WORDS[language] if word.encode(encoding, "ignore").decode(encoding) == word]
    read, rows = table(tmp_path, ("name\n" + "\n".join(words)).encode(encoding))
    assert [row.cells["name"] for row in rows] == words
    assert "Read as" in read.notes[0]


@pytest.mark.parametrize("encoding", ["cp1256", "utf-8", "utf-16", "utf-16-be"])
def test_arabic_words_are_read(tmp_path, encoding):
    _read, rows = table(tmp_path, ("name\n" + "\n".join(WORDS["ar"])).encode(encoding))
    assert [row.cells["name"] for row in rows] == WORDS["ar"]


def test_letters_of_elsewhere_are_recognised(tmp_path):
    text = "название;город\nОбщественная организация защиты прав;Москва\nКомитет солдатских матерей;Казань\n"
    _read, rows = table(tmp_path, text.encode("cp1251"))
    assert rows[0].cells["город"] == "Москва"


def test_text_that_breaks_off_in_the_middle_of_a_letter_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="cannot be read"):
        table(tmp_path, "\ufeffnom\nLiège".encode("utf-16-le")[:-1])


@st.composite
def written(draw):
    """(header and rows, delimiter, encoding, line end) of a table as some spreadsheet would write it."""
    encoding = draw(st.sampled_from([*LATIN, "cp1256", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"]))
    language = "ar" if encoding == "cp1256" else draw(st.sampled_from(["fr", "es", "pt", "de"]))
    known = [word for word in WORDS[language] if word.encode(encoding, "ignore").decode(encoding) == word]
    word = st.sampled_from([*known, 'a "b" c', "1,5", "x;y", "x|y", "plain"])
    width = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(word, min_size=width, max_size=width), min_size=1, max_size=5))
    rows.append([" ".join(known)] * width)  # enough letters to tell by
    return [[f"c{n}" for n in range(width)], *rows], draw(st.sampled_from(",;\t|")), encoding


@given(written(), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_table_reads_back_as_it_was_written(tmp_path, made, end, mixed):
    lines, delimiter, encoding = made
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    for place, line in enumerate(lines):
        writer.writerow(line)
        if mixed and place == 1:
            writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    read, rows = table(tmp_path, out.getvalue().encode(encoding))
    assert read.headers == lines[0]
    assert [list(row.cells.values()) for row in rows] == lines[1:]
    assert not any(row.problems for row in rows)
