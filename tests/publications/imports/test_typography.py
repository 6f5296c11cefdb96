"""SPIP's shortcuts; the figure for the pairs of SPIP's own tests is in docs/operators/moving-in.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.publications.imports.markup import tidy
from maillage.publications.imports.spip.typography import Shortcuts, in_language
from maillage.publications.imports.spip.typography.links import Target
from maillage.publications.imports.spip.typography.text import plain

NBSP = "\xa0"


def shortcuts(language: str = "") -> Shortcuts:
    known = {"art12": Target("spip.php?article12", "Douze")}
    return Shortcuts(
        known.get, lambda name, number, _o: f'<img src="document{number}">' if name == "img" else None, language
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("{{{Title}}}\ntext", "<h2>Title</h2><p>text</p>"),
        ("{{{**Lower}}}", "<h3>Lower</h3>"),
        ("{{bold}} and {italic} and {{bold {both}}}",
         "<p><strong>bold</strong> and <i>italic</i> and <strong>bold <i>both</i></strong></p>"),
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p><p>three</p>"),
        ("one\n_ two", "<p>one<br>\ntwo</p>"),
        ("-* a\n-** b\n-* c\n-# d", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li>d</li></ol>"),
        ("a\n- b\n- c", "<p>a<br>\n– b<br>\n– c</p>"),
        ("----", "<hr>"),
        ("|{{A}}|{{B}}|\n|1|2|", "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"),
        ("||Who||\n|a|b|", "<table><caption>Who</caption><tr><td>a</td><td>b</td></tr></table>"),
        ("<quote>said</quote>", "<blockquote><p>said</p></blockquote>"),
        ("<poesie>\na\nb\n</poesie>", "<blockquote><p>a<br>\nb</p></blockquote>"),
        ("<code>{a}</code>", "<p><code>{a}</code></p>"),
        ("<cadre>\n<b>\n</cadre>", "<pre>&lt;b&gt;</pre>"),
        ("[words->http://a.example/]", '<p><a href="http://a.example/">words</a></p>'),
        ("[->art12]", '<p><a href="spip.php?article12">Douze</a></p>'),
        ("[->me@a.example]", '<p><a href="mailto:me@a.example">me@a.example</a></p>'),
        ("[?forum social]", '<p><a href="https://fr.wikipedia.org/wiki/forum_social">forum social</a></p>'),
        ("[ESS|économie sociale]", '<p><abbr title="économie sociale">ESS</abbr></p>'),
        ("[here<-] text", "<p>text</p>"),
        ("see http://a.example/b.", '<p>see <a href="http://a.example/b">http://a.example/b</a>.</p>'),
        ("<img3|left>", '<p><img src="document3"></p>'),
        ("<map3|x>", "<p>&lt;map3|x&gt;</p>"),
        (r"\{no\}", "<p>{no}</p>"),
        ("<div>{a}</div>", "<div><i>a</i></div>"),
        ('<a href="http://x.example/{a}">x</a>', '<p><a href="http://x.example/{a}">x</a></p>'),
        ("a~b", f"<p>a{NBSP}b</p>"),
    ],
)  # fmt: skip
def test_a_shortcut(text, html):
    assert shortcuts().to_html(text) == html


def test_notes_are_numbered_rows():
    text = shortcuts()

    assert text.to_html("a[[one {x}]] b[[<n>two]] c[[<n>]] d[[<>silent]]") == f"<p>a{NBSP}[^1] b{NBSP}[^2] c[^2] d</p>"
    assert text.notes == ["one <i>x</i>", "two", "silent"]


def test_the_spaces_of_french():
    assert shortcuts("fr").to_html("Quoi ? Oui! « là » : 10 %") == (
        f"<p>Quoi{NBSP}? Oui{NBSP}! «{NBSP}là{NBSP}»{NBSP}: 10{NBSP}%</p>"
    )


def test_what_is_said_in_several_languages():
    text = "<multi>[fr]Bonjour[en]Hello</multi> !"

    assert in_language(text, "en") == "Hello !"
    assert in_language(text, "pt") == "Bonjour !"
    assert plain(f"10. {text}", "en") == "Hello !"


@given(st.text(alphabet="{}[]|<>-*#_~\\\n a1é->:!?«»quotecadrmlgihn/", max_size=80))
def test_any_text_becomes_clean_html(text):
    """No text stops the reading, and nothing but running text is left of it after cleaning."""
    html = tidy.rich(shortcuts("fr").to_html(text))

    assert "\ue000" not in html
    assert "<script" not in html
    assert tidy.rich(html) == html
