"""Plain text to clean HTML and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.kit.paragraphs import to_html, to_text

WORDS = st.text(alphabet="abcé &-'’.,*", min_size=1, max_size=30).filter(lambda text: text.strip(" -*"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un.\r\n\r\nDeux.", "<p>Un.</p>\n<p>Deux.</p>"),
        ("Un\ndeux", "<p>Un<br>deux</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("A & B", "<p>A &amp; B</p>"),
        ("<img src=x onerror=alert(1)>ok", "<p>ok</p>"),
        ("", ""),
    ],
)
def test_text_becomes_html(text, html):
    assert to_html(text) == html


@given(st.lists(WORDS, min_size=1, max_size=4).map("\n\n".join))
def test_opening_and_saving_changes_nothing(text):
    html = to_html(text)
    assert to_html(to_text(html)) == html


@given(st.text(max_size=200))
def test_nothing_dangerous_comes_through(text):
    html = to_html(f"{text}<script>{text}</script>")
    assert "<script" not in html


def test_link_is_kept_as_it_is_typed():
    html = to_html("Voir https://example.org/a.")
    assert '<a href="https://example.org/a"' in html
    assert to_text(html) == "Voir https://example.org/a."
