"""Markdown: a table is read, anything else is refused with what to do."""

import pytest
from tests.exchange.formats.reading import table

from maillage.exchange.errors import FileRefused


def test_table_is_read(tmp_path):
    read, rows = table(
        tmp_path,
        b"# Our partners\n\nSome words.\n\n| Name | Site |\n|:-----|------|\n| **One** \\| two | [site](https://a.example.org) |\n"
        b"| Three | |\n\nAfter | it\n",
    )
    assert read.headers == ["Name", "Site"]
    assert [(row.line, row.cells) for row in rows] == [
        (7, {"Name": "One | two", "Site": "site https://a.example.org"}),
        (8, {"Name": "Three"}),
    ]


def test_table_at_the_beginning_is_no_file_with_bars(tmp_path):
    read, rows = table(tmp_path, b"Name | Town\n--- | ---\nOne | Lyon\n")
    assert read.format == "markdown"
    assert rows[0].cells == {"Name": "One", "Town": "Lyon"}


@pytest.mark.parametrize("content", [b"---\na: 1\n---\n", b"# Title\n\nwords\n"])
def test_without_a_table_it_is_refused(tmp_path, content):
    with pytest.raises(FileRefused, match="Markdown"):
        table(tmp_path, content)
