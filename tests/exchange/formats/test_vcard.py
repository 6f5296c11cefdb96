"""vCard 2.1, 3.0 and 4.0; people are not brought in."""

import pytest
from tests.exchange.formats.reading import table

ORGANISATION = """BEGIN:VCARD
VERSION:4.0
KIND:org
FN:Le toit
URL:https://toit.example.org
TEL;VALUE=uri;TYPE="voice,work":tel:+33-1-23-45-67-89
item1.EMAIL:a@toit.example.org
ADR:;;1 rue X\\, bis;Lyon;Rhône;69001;France
GEO:geo:45.75\\,4.85
CATEGORIES:Logement,Droits
NOTE:Une ligne\\nune autre
 qui continue
END:VCARD
"""


def cards(tmp_path, *texts):
    return table(tmp_path, "".join(texts).replace("\n", "\r\n").encode())


def test_card_of_an_organisation_is_a_row(tmp_path):
    read, rows = cards(tmp_path, ORGANISATION)
    assert read.format == "vcard"
    assert rows[0].cells == {
        "FN": "Le toit",
        "URL": "https://toit.example.org",
        "TEL": "+33-1-23-45-67-89",
        "EMAIL": "a@toit.example.org",
        "ADR": "1 rue X, bis, 69001",
        "ADR locality": "Lyon",
        "ADR region": "Rhône",
        "ADR country": "France",
        "GEO latitude": "45.75",
        "GEO longitude": "4.85",
        "CATEGORIES": "Logement; Droits",
        "NOTE": "Une ligne\nune autrequi continue",
    }
    assert read.mapping["FN"] == "name"


def card(*lines):
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


def test_many_cards_each_have_their_line(tmp_path):
    _read, rows = cards(tmp_path, card("FN:Un", "ORG:Un"), card("FN:Deux", "N:;Deux;;;", "GEO:1.5;-2"))
    assert [(row.line, row.cells["FN"]) for row in rows] == [(1, "Un"), (6, "Deux")]
    assert rows[1].cells["GEO longitude"] == "-2"


def test_card_of_a_person_is_refused(tmp_path):
    _read, rows = cards(tmp_path, card("FN:Ada Martin", "N:Martin;Ada;;;", "EMAIL:ada@example.org"))
    assert rows[0].problems[0].refuses
    assert "person" in rows[0].problems[0].reason
    assert "FN" not in rows[0].cells


def test_person_beside_an_organisation_is_left_out_and_told(tmp_path):
    _read, rows = cards(tmp_path, card("FN:Ada Martin", "N:Martin;Ada;;;", "ORG:Le toit;Section"))
    assert rows[0].cells == {"FN": "Le toit"}
    assert not rows[0].problems[0].refuses


def test_quoted_printable_of_version_2_1(tmp_path):
    _read, rows = cards(
        tmp_path,
        "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=27=C3=A9t=C3=A9\nORG:L'été\nEND:VCARD\n",
    )
    assert rows[0].cells["FN"] == "L'été"


@pytest.mark.parametrize("wrong", ["BEGIN:VCARD\nVERSION:3.0\nFN:Un\n", "BEGIN:VCARD\nthis is nothing\nEND:VCARD\n"])
def test_damaged_card_is_refused_alone(tmp_path, wrong):
    _read, rows = cards(tmp_path, wrong, card("FN:Deux", "ORG:Deux"))
    assert rows[-1].cells["FN"] == "Deux"
    assert len(rows) == 2
