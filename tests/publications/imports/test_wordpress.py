"""Reading WXR: its versions, what is dangerous, what is left out; posts as blocks."""

import pytest
from tests.factories.exports import attachment, author, category, item, png, wxr

from maillage.publications.imports.errors import ExportRefused
from maillage.publications.imports.remarks import Kind, Remarks
from maillage.publications.imports.tree import Document, Picture, Quote, Table, Text, Video
from maillage.publications.imports.wordpress.source import WordPress

LAUGHS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel>
<title>&b;</title></channel></rss>"""
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
)


@pytest.fixture
def opened(tmp_path):
    def make(text: str | bytes, **options: object) -> WordPress:
        path = tmp_path / "site.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return WordPress(path, **options)

    return make


def body_of(source: WordPress, remarks: Remarks | None = None):
    return next(source.articles(remarks or Remarks())).body


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_is_read(opened, version):
    source = opened(wxr(author("a", "Awa"), category("news", "News"), item(1, "Hello", creator="a"), version=version))

    article = next(source.articles(Remarks()))
    assert article.authors == ("Awa",)
    assert article.body == (Text("<p>Hello</p>"),)
    assert Kind.VERSION not in source.remarks.by_kind()


def test_a_missing_version_is_a_remark(opened):
    source = opened(wxr(item(1, "Hello")).replace("<wp:wxr_version>1.2</wp:wxr_version>", ""))

    assert source.remarks.count(Kind.VERSION) == 1
    assert len(source.entries) == 1


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE])
def test_entities_are_refused_before_they_are_read(opened, text):
    with pytest.raises(ExportRefused, match="entities"):
        opened(text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04" + b"\0" * 80, "ZIP"),
        (b"\x1f\x8b" + b"\0" * 80, "GZIP"),
        (b"SQLite format 3\0", "SQLite"),
        (b"<html><body>no</body></html>", "no <channel>"),
        (b"<rss><channel><title>cut", "line 1, column"),
        (b"", "damaged"),
    ],
)
def test_other_files_are_refused_with_a_mend(opened, content, reason):
    with pytest.raises(ExportRefused, match=reason) as refused:
        opened(content)
    assert refused.value.mend


def test_control_characters_do_not_stop_the_reading(opened):
    source = opened(wxr(item(1, "One\x0bTwo")))

    assert body_of(source) == (Text("<p>One Two</p>"),)
    assert source.remarks.count(Kind.CONTROL_CHARACTERS) == 1


def test_what_is_read_twice_is_taken_once(opened):
    source = opened(wxr(item(7, "first"), item(7, "second")))

    assert [article.body[0].html for article in source.articles(Remarks())] == ["<p>first</p>"]
    assert source.remarks.count(Kind.TWICE) == 1


def test_comments_menus_and_revisions_stay_behind_and_are_counted(opened):
    comment = "<wp:comment><wp:comment_author_IP>192.0.2.1</wp:comment_author_IP></wp:comment>"
    text = wxr(
        item(1, "a", terms=comment * 2), item(2, type="nav_menu_item"), item(3, type="revision", status="inherit")
    )

    source = opened(text)

    assert source.remarks.count(Kind.COMMENTS) == 2
    assert source.remarks.count(Kind.NOT_CARRIED) == 2
    assert "192.0.2.1" not in str(list(source.remarks))


def test_the_most_specific_category_is_the_rubric_and_others_are_told(opened):
    source = opened(wxr(
        category("news", "News"), category("local", "Local", parent="news"), category("water", "Water"),
        item(1, "a", categories={"news": "News", "local": "Local", "water": "Water"}, title="Here"),
    ))  # fmt: skip

    assert source.entries["post:1"].rubric == "category:local"
    assert [rubric.key for rubric in source.rubrics.values()] == ["category:news", "category:local"]
    others = source.remarks.by_kind()[Kind.OTHER_RUBRICS]
    assert [(remark.what, remark.where) for remark in others] == [("Water", "Here")]


def test_categories_in_a_circle_end(opened):
    source = opened(
        wxr(category("a", "A", parent="b"), category("b", "B", parent="a"), item(1, "x", categories={"a": "A"}))
    )

    assert set(source.rubrics) == {"category:a", "category:b"}


def test_a_page_with_pages_is_a_rubric_that_holds_it(opened):
    source = opened(wxr(
        item(1, "us", type="page", title="About"),
        item(2, "team", type="page", title="Team", parent=1),
        item(3, "one", type="page", title="Contact"),
    ))  # fmt: skip

    assert {key: entry.rubric for key, entry in source.entries.items()} == {
        "page:1": "page:1", "page:2": "page:1", "page:3": "pages",
    }  # fmt: skip


def test_line_breaks_are_what_wordpress_makes_of_them(opened):
    assert body_of(opened(wxr(item(1, "One\ntwo\n\n<em>three</em>\n<ul>\n<li>x</li>\n</ul>\nfour")))) == (
        Text("<p>One<br>two</p><p><i>three</i></p><ul>\n<li>x</li>\n</ul><p>four</p>"),
    )


def test_the_blocks_of_the_newer_editor(opened):
    content = """<!-- wp:heading --><h2>Title</h2><!-- /wp:heading -->
<!-- wp:paragraph --><p>Text<sup data-fn="n1" class="fn"><a href="#n1">1</a></sup></p><!-- /wp:paragraph -->
<!-- wp:quote --><blockquote><p>Said.</p><cite>Her</cite></blockquote><!-- /wp:quote -->
<!-- wp:table --><figure><table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>
</table></figure><!-- /wp:table -->
<!-- wp:embed --><figure><div>
https://www.youtube.com/watch?v=abc
</div></figure><!-- /wp:embed --><!-- wp:latest-posts {"n":5} /--><!-- wp:block {"ref":9} /-->"""
    remarks = Remarks()
    source = opened(wxr(
        item(1, content, meta={"footnotes": '[{"id":"n1","content":"A <strong>note</strong>"}]'}),
        item(9, "<!-- wp:paragraph --><p>Again</p><!-- /wp:paragraph -->", type="wp_block"),
    ))  # fmt: skip

    article = next(source.articles(remarks))

    assert article.body == (
        Text("<h2>Title</h2><p>Text[^1]</p>"),
        Quote("<p>Said.</p>", "Her"),
        Table((("A", "B"), ("1", "2")), heads=True),
        Video("https://www.youtube.com/watch?v=abc"),
        Text("<p>Again</p>"),
    )
    assert article.footnotes == ("A <b>note</b>",)
    assert [remark.what for remark in remarks.by_kind()[Kind.DYNAMIC]] == ["latest-posts"]


def test_codes_in_brackets(opened, tmp_path):
    png(tmp_path / "uploads" / "a.png")
    content = (
        '[caption id="x" align="left"]<a href="#"><img src="https://old.example/uploads/a.png"></a> The <b>sea</b>[/caption]'
        "\n\n[embed]https://vimeo.com/12[/embed]\n\n[column]kept[/column] [sic] [[gallery]] [form id=3]\n\n"
        "[code]if a < b[/code]"
    )
    remarks = Remarks()

    body = body_of(opened(wxr(attachment(5, "https://old.example/uploads/a.png"), item(1, content))), remarks)

    assert body == (
        Picture("attachment:5", caption="The sea"),
        Video("https://vimeo.com/12"),
        Text("<p>kept [sic] [gallery] [form id=3]</p><p>if a &lt; b</p>"),
    )
    assert {remark.what for remark in remarks.by_kind()[Kind.SHORTCODE]} == {"[column]", "[form]"}


def test_nothing_that_runs_comes_along(opened):
    remarks = Remarks()
    content = (
        '<p onclick="x()">Hi <a href="javascript:x()">there</a></p><script>alert(1)</script><style>p{}</style>'
        '<iframe src="https://tracker.example/"></iframe><form action="/x"><input></form><svg onload="x()"></svg>'
        '<img src="data:image/png;base64,AAAA">'
    )

    body = body_of(opened(wxr(item(1, content))), remarks)

    link = '<a href="https://tracker.example/">https://tracker.example/</a>'
    assert body == (Text(f"<p>Hi there</p><p>{link}</p>"),)
    told = {remark.what for remark in remarks.by_kind()[Kind.ELEMENT]}
    assert {"<script>", "<style>", "<form>", "<svg>", "<iframe> https://tracker.example/"} <= told


def test_files_are_found_beside_the_export_only(opened, tmp_path):
    folder = tmp_path / "media"
    png(folder / "2019" / "05" / "a.png")
    (folder / "report.pdf").write_bytes(b"%PDF-1.4")
    (folder / "link.png").symlink_to("/etc/hostname")
    content = (
        '<img src="/wp-content/uploads/2019/05/a-150x150.png"><img src="/uploads/link.png"><img src="/../../etc/passwd">'
        '<video src="/report.pdf"></video>'
    )

    body = body_of(opened(wxr(item(1, content)), media=folder))

    assert [type(block) for block in body] == [Picture, Document]


def test_of_a_folder_that_was_not_named_only_files_in_the_right_folder_are_taken(opened, tmp_path):
    png(tmp_path / "private" / "portrait.png")
    png(tmp_path / "05" / "a.png")
    content = '<img src="/uploads/2019/05/portrait.png"><img src="/uploads/2019/05/a.png">'

    body = body_of(opened(wxr(item(1, content))))

    assert body == (Picture("file:/uploads/2019/05/a.png"),)


def test_a_page_nested_beyond_reason_becomes_its_words(opened):
    assert body_of(opened(wxr(item(1, "<div>" * 5000 + "deep")))) == (Text("<p>deep</p>"),)


def test_old_addresses_are_recognised_in_all_their_forms(opened):
    source = opened(
        wxr(item(12, "a", slug="march"), item(13, "b", type="page", link="https://old.example/?page_id=13"))
    )

    for address in ("https://old.example/2019/05/march", "/2019/05/march/#c", "https://www.old.example/?p=12"):
        assert source.key_at(address) == "post:12"
    assert source.key_at("https://old.example/?page_id=13") == "page:13"
    assert source.key_at("https://other.example/2019/05/march") is None
    assert source.remarks.count(Kind.ADDRESS) == 1
