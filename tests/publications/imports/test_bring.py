"""A WordPress site comes whole, comes again without a change, and what editors did stays."""

import json

import pytest
from django.core.management import CommandError, call_command
from tests.factories.exports import attachment, author, category, item, png, wxr
from tests.factories.network import OrganisationFactory
from tests.factories.publications import front
from wagtail.contrib.redirects.models import Redirect

from maillage.cms.models import Picture
from maillage.journal.models import Entry
from maillage.network.models import Theme
from maillage.publications.imports.bring import import_site, plan_import
from maillage.publications.imports.outcome import Step
from maillage.publications.imports.wordpress.source import WordPress
from maillage.publications.models import Article, Carried, Rubric

pytestmark = pytest.mark.django_db

STORY = """First line.

<img src="https://old.example/wp-content/uploads/2019/05/march-300x200.png" alt="The march" />

See <a href="https://old.example/2019/05/second/">the second</a>, <a href="https://old.example/gone/">what is gone</a> and
<a href="https://elsewhere.example/">elsewhere</a>.
[gallery ids="50"] [contact-form to="x"]"""


def site(content: str = STORY, **first: object) -> str:
    options = {
        "title": "The march",
        "categories": {"local": "Local"},
        "tags": {"water": "Water", "odd": "Odd"},
        **first,
    }
    return wxr(
        author("awa", "Awa Diop"),
        category("news", "News", description="All news."),
        category("local", "Local", parent="news"),
        attachment(50, "https://old.example/wp-content/uploads/2019/05/march.png", alt="A march", caption="In May"),
        item(1, content, slug="first", creator="awa", excerpt="In short.", **options),
        item(2, "Second.", slug="second", title="The second", categories={"news": "News"}),
        item(3, "About us.", type="page", slug="about", link="https://old.example/about/", title="About"),
    )


@pytest.fixture
def export(tmp_path):
    def make(text: str | None = None):
        path = tmp_path / "export" / "site.xml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(site() if text is None else text, encoding="utf-8")
        png(path.parent / "uploads" / "2019" / "05" / "march.png")
        return WordPress(path)

    return make


def test_a_site_comes_with_its_tree_texts_pictures_and_addresses(export):
    theme = Theme.objects.create(code="water", name="Water")

    outcome = import_site(export(), by=None)

    assert outcome.counts()["new"] == 3
    article = Article.objects.get(title="The march")
    assert article.live
    assert [page.title for page in article.get_ancestors()[2:]] == ["News", "Local"]
    assert article.standfirst == "In short."
    assert str(article.published_on) == "2019-05-12"
    assert [author.name for author in article.authors.all()] == ["Awa Diop"]
    assert list(article.themes.all()) == [theme]
    assert [block.block_type for block in article.body] == ["text", "picture", "text", "picture", "text"]
    picture = article.body[1].value
    assert (picture["alternative"], picture["credit"], picture["caption"]) == ("The march", "Old site", "In May")
    assert picture["image"] == Picture.objects.get()
    second = Article.objects.get(title="The second")
    words = article.body[2].value.source
    assert f'<a linktype="page" id="{second.pk}">the second</a>' in words
    assert 'href="https://old.example/gone/"' in words
    assert Redirect.objects.get(old_path="/2019/05/first").redirect_page_id == article.pk
    assert Redirect.objects.get(old_path="/category/news/local").redirect_page.title == "Local"
    assert Rubric.objects.get(title="News").introduction == "<p>All news.</p>"
    assert Entry.objects.get(act="site-imported").details["counts"]["new"] == 3


def test_old_addresses_lead_to_the_new_pages(export, client):
    import_site(export(), by=None)

    answer = client.get("/2019/05/first/")

    assert answer.status_code == 301
    assert answer["Location"].endswith(Article.objects.get(title="The march").slug + "/")


def test_the_report_says_what_could_not_be_carried(export):
    kinds = {remark.kind.value: remark.what for remark in plan_import(export()).remarks}

    assert kinds["no-theme"] in {"Water", "Odd"}
    assert kinds["shortcode"] == "[contact-form]"
    assert kinds["link-out"] == "https://old.example/gone/"
    assert "credit-missing" in kinds


def test_a_dry_run_counts_like_the_import_and_writes_nothing(export):
    planned = plan_import(export())

    assert not Carried.objects.exists()
    assert not Article.objects.exists()
    assert import_site(export(), by=None).counts() == planned.counts()


def test_a_second_import_changes_nothing(export):
    import_site(export(), by=None)
    before = {page.pk: page.latest_revision_id for page in Article.objects.all()}

    outcome = import_site(export(), by=None)

    counts = outcome.counts()
    assert counts["same"] == 3
    assert not any(counts[name] for name in counts if name != "same")
    assert {page.pk: page.latest_revision_id for page in Article.objects.all()} == before
    assert Picture.objects.count() == 1


def test_a_changed_post_becomes_a_new_revision(export):
    import_site(export(), by=None)

    outcome = import_site(export(site("Corrected.")), by=None)

    article = Article.objects.get(title="The march")
    assert outcome.steps["post:1"] == Step.CHANGED
    assert article.body[0].value.source == "<p>Corrected.</p>"
    assert article.revisions.count() == 2


def test_what_an_editor_changed_is_left_and_reported(export):
    import_site(export(), by=None)
    article = Article.objects.get(title="The march")
    article.standfirst = "Better."
    article.save_revision().publish()

    outcome = import_site(export(site("Corrected.")), by=None)

    article.refresh_from_db()
    assert outcome.steps["post:1"] == Step.TOUCHED
    assert article.standfirst == "Better."
    assert "touched" in {remark.kind for remark in outcome.remarks}


def test_what_an_editor_removed_is_not_made_again(export):
    import_site(export(), by=None)
    Article.objects.get(title="The march").delete()

    outcome = import_site(export(), by=None)

    assert outcome.steps["post:1"] == Step.REMOVED
    assert not Article.objects.filter(title="The march").exists()


def test_a_theme_added_later_is_given_at_the_next_import(export):
    import_site(export(), by=None)
    theme = Theme.objects.create(code="water", name="Water")

    import_site(export(), by=None)

    assert list(Article.objects.get(title="The march").themes.all()) == [theme]


def test_a_rubric_of_the_same_name_is_used_as_it_is(export):
    parent = front("en")
    there = parent.add_child(instance=Rubric(title="news", introduction="<p>Ours.</p>", locale=parent.locale))

    import_site(export(), by=None)

    there.refresh_from_db()
    assert there.introduction == "<p>Ours.</p>"
    assert Article.objects.get(title="The second").get_parent().pk == there.pk


def test_an_author_is_an_organisation_only_by_its_exact_name(export):
    organisation = OrganisationFactory(name="Awa Diop")

    import_site(export(), by=None)

    byline = Article.objects.get(title="The march").authors.get()
    assert (byline.organisation, byline.name) == (organisation, "")


def test_states_of_posts(export):
    text = wxr(
        item(1, "a", title="Draft", status="draft"),
        item(2, "b", title="Private", status="private"),
        item(3, "c", title="Locked", password="x"),
        item(4, "d", title="Bin", status="trash"),
    )

    outcome = import_site(export(text), by=None)

    assert dict(Article.objects.values_list("title", "live")) == {"Draft": False, "Private": False}
    assert {"private", "password", "not-published"} <= {remark.kind.value for remark in outcome.remarks}


def test_translations_are_linked(export):
    text = wxr(
        item(1, "a", title="Water", terms="<category domain='language' nicename='en'>English</category>"
             "<category domain='post_translations' nicename='pll_1'>pll_1</category>"),
        item(2, "b", title="L’eau", terms="<category domain='language' nicename='fr'>Français</category>"
             "<category domain='post_translations' nicename='pll_1'>pll_1</category>"),
    )  # fmt: skip

    import_site(export(text), by=None)

    water, eau = Article.objects.get(title="Water"), Article.objects.get(title="L’eau")
    assert (water.locale.language_code, eau.locale.language_code) == ("en", "fr")
    assert water.translation_key == eau.translation_key
    assert water.get_parent().specific.translation_key == eau.get_parent().specific.translation_key


def test_nothing_is_left_when_an_import_fails(export, tmp_path, settings, monkeypatch):
    def broken(*arguments, **options):
        raise RuntimeError

    monkeypatch.setattr("maillage.publications.imports.bring.journal.record", broken)
    with pytest.raises(RuntimeError):
        import_site(export(), by=None)

    assert not Article.objects.exists()
    assert not list(tmp_path.glob("original_images/*"))


def test_the_command_reports_on_the_terminal_and_as_json(export, tmp_path, capsys):
    export()
    call_command(
        "import-wordpress", tmp_path / "export" / "site.xml", "--dry-run", "--report", tmp_path / "report.json"
    )

    assert "Nothing was written" in capsys.readouterr().out
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["counts"]["new"] == 3
    assert {"no-theme", "shortcode"} <= {entry["kind"] for entry in report["remarks"]}


def test_the_command_refuses_in_words(tmp_path):
    path = tmp_path / "cut.xml"
    path.write_text(site()[:400])

    with pytest.raises(CommandError, match="damaged at line"):
        call_command("import-wordpress", path)
