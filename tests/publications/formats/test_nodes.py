"""A text as plain blocks and parts: nothing of it is markup any more."""

from hypothesis import given
from hypothesis import strategies as st

from maillage.publications.formats.nodes import nodes


def told(html: str) -> list[tuple[object, ...]]:
    """Kind, mark, words of each block."""
    return [
        (block["kind"], block["mark"], "".join(part["text"] for part in block["parts"]).strip())  # type: ignore[attr-defined]
        for block in nodes(html)
    ]


def test_headings_paragraphs_and_rules():
    assert told("<h2>A</h2><p>B <em>c</em>\n d</p><hr><h3>E</h3>") == [
        ("heading", "", "A"),
        ("text", "", "B c d"),
        ("rule", "", ""),
        ("heading", "", "E"),
    ]


def test_items_are_numbered_and_nested():
    html = "<ol><li>One<ul><li><p>In it</p></li></ul></li><li>Two</li></ol><p>After</p>"

    assert told(html) == [("item", "1.", "One"), ("item", "–", "In it"), ("item", "2.", "Two"), ("text", "", "After")]
    assert [block["level"] for block in nodes(html)] == [1, 2, 1, 0]


def test_quotes_pictures_and_what_cannot_be_printed():
    html = (
        "<figure><blockquote><p>We stay.</p></blockquote><figcaption>A resident</figcaption></figure>"
        '<figure><img src="x.png" alt="Lit windows"><figcaption>Night</figcaption></figure><svg><text>no</text></svg>'
    )

    assert told(html) == [
        ("quote", "", "We stay."),
        ("caption", "", "A resident"),
        ("picture", "", "Lit windows"),
        ("caption", "", "Night"),
    ]


def test_links_and_looks_stay_with_their_words():
    (block,) = nodes('<p>See <a href="https://a.example/">this <strong>page</strong></a><sup>1</sup></p>')
    looks = [(part["text"], part["bold"], part["up"], part["url"]) for part in block["parts"]]  # type: ignore[attr-defined]

    assert looks == [
        ("See ", False, False, ""),
        ("this ", False, False, "https://a.example/"),
        ("page", True, False, "https://a.example/"),
        ("1", False, True, ""),
    ]


def test_spaces_that_keep_words_together_stay():
    assert told("<p>Pourquoi\u202f? Voici\u00a0:</p>") == [("text", "", "Pourquoi\u202f? Voici\u00a0:")]


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<ol>", "<svg>", "</svg>", "</a>", "x", "<b>"]
        )
    )
)
def test_any_order_of_tags_is_read(parts: list[str]):
    nodes("".join(parts))
