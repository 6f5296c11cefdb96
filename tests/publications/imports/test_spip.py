"""A SPIP base: its tree, its texts, its languages, its addresses."""

import sqlite3
from contextlib import closing

import pytest
from tests.factories.exports import png, spip, wxr
from wagtail.contrib.redirects.models import Redirect

from maillage.network.models import Theme
from maillage.publications.imports.bring import import_site, plan_import
from maillage.publications.imports.errors import ExportRefused
from maillage.publications.imports.remarks import Kind, Remarks
from maillage.publications.imports.spip.source import Spip
from maillage.publications.imports.tree import State
from maillage.publications.models import Article

RUBRICS = [
    {"id_rubrique": 1, "titre": "1. <multi>[fr]Luttes[en]Struggles</multi>", "texte": "Ce que {nous} faisons."},
    {"id_rubrique": 2, "id_parent": 1, "titre": "Eau"},
]
ARTICLES = [
    {"id_article": 1, "id_rubrique": 2, "titre": "L’eau d’abord", "chapo": "En {bref}.", "ps": "Merci.", "id_trad": 1,
     "texte": "{{{Pourquoi}}}\nVoir [->art2] et [ce rapport->doc2][[Une note]].\n\n<doc1|left>\n\n<jeu7|x>",
     "surtitre": "Dossier", "nom_site": "Ailleurs", "url_site": "https://ailleurs.example/"},
    {"id_article": 2, "id_rubrique": 2, "titre": "Water first", "lang": "en", "id_trad": 1, "texte": "Text."},
    {"id_article": 3, "id_rubrique": 1, "titre": "Proposé", "statut": "prop", "texte": "À relire."},
    {"id_article": 4, "id_rubrique": 1, "titre": "À la poubelle", "statut": "poubelle"},
    {"id_article": 5, "id_rubrique": 1, "titre": "Renvoi", "virtuel": "art1"},
    {"id_article": 6, "id_rubrique": 1, "titre": "<multi>[fr]Deux[en]Two</multi>",
     "texte": "<multi>[fr]En français[en]In English</multi>"},
]  # fmt: skip
BASE = {
    "rubriques": RUBRICS,
    "articles": ARTICLES,
    "auteurs": [{"id_auteur": 1, "nom": "Awa Diop", "email": "awa@spip.example", "pass": "secret"}],
    "auteurs_liens": [{"id_auteur": 1, "id_objet": 1, "objet": "article"}],
    "groupes_mots": [{"id_groupe": 1, "titre": "Thèmes"}],
    "mots": [{"id_mot": 1, "titre": "Eau", "id_groupe": 1}, {"id_mot": 2, "titre": "Inconnu", "id_groupe": 1}],
    "mots_liens": [{"id_mot": n, "id_objet": 1, "objet": "article"} for n in (1, 2)],
    "documents": [
        {"id_document": 1, "extension": "png", "titre": "La marche", "fichier": "png/marche.png", "credits": "Awa"},
        {"id_document": 2, "extension": "pdf", "titre": "Rapport", "fichier": "pdf/rapport.pdf"},
        {"id_document": 3, "extension": "pdf", "titre": "Joint", "fichier": "pdf/joint.pdf"},
    ],
    "documents_liens": [{"id_document": n, "id_objet": 1, "objet": "article"} for n in (1, 2, 3)],
    "urls": [{"url": "L-eau-d-abord", "type": "article", "id_objet": 1}],
    "forum": [{"id_forum": 1, "texte": "Bravo"}],
}  # fmt: skip


@pytest.fixture
def base(tmp_path):
    folder = tmp_path / "site"
    png(folder / "IMG" / "png" / "marche.png")
    for name in ("rapport", "joint"):
        (folder / "IMG" / "pdf").mkdir(exist_ok=True)
        (folder / "IMG" / "pdf" / f"{name}.pdf").write_bytes(b"%PDF-1.4\n%%EOF")
    return spip(folder / "base.sqlite", **BASE)


@pytest.mark.django_db
def test_a_site_comes_with_its_tree_texts_documents_and_addresses(base, client):
    theme = Theme.objects.create(code="eau", name="Eau")

    outcome = import_site(Spip(base), by=None)

    article = Article.objects.get(title="L’eau d’abord")
    assert outcome.counts()["new"] == 5
    assert [page.title for page in article.get_ancestors()[2:]] == ["Luttes", "Eau"]
    assert article.standfirst == "En bref."
    assert [author.name for author in article.authors.all()] == ["Awa Diop"]
    assert list(article.themes.all()) == [theme]
    assert [block.block_type for block in article.body] == ["text", "picture", "text", "document"]
    words = article.body[0].value.source
    water = Article.objects.get(title="Water first")
    assert words.startswith("<p><b>Dossier</b></p><h2>Pourquoi</h2>")
    assert f'<a linktype="page" id="{water.pk}">Water first</a>' in words
    assert '<a linktype="document"' in words
    assert "[^1]" in words
    assert article.body[1].value["credit"] == "Awa"
    assert article.footnotes.get().text == "<p>Une note</p>"
    assert "https://ailleurs.example/" in article.further
    assert water.translation_key == article.translation_key
    assert Article.objects.get(title="Two").locale.language_code == "en"
    for old in ("/L-eau-d-abord", "/spip.php?article1", "/article1.html", "/spip.php?article5"):
        assert Redirect.objects.get(old_path=old).redirect_page_id == article.pk, old
    assert client.get("/spip.php?article1").status_code == 301


@pytest.mark.django_db
def test_a_second_import_changes_nothing_and_the_report_names_what_stays(base):
    import_site(Spip(base), by=None)

    counts = plan_import(Spip(base)).counts()

    assert counts["same"] == 5
    assert not any(counts[name] for name in counts if name != "same")


def test_what_stays_behind_is_said(base):
    source, remarks = Spip(base), Remarks()
    articles = {article.entry.key: article for article in source.articles(remarks)}
    remarks.take(source.remarks)

    assert articles["article:3"].state == State.DRAFT
    assert "article:4" not in articles
    assert set(remarks.by_kind()) == {
        Kind.COMMENTS, Kind.NOT_PUBLISHED, Kind.PROPOSED, Kind.MODEL, Kind.FORWARDED,
    }  # fmt: skip
    said = str(list(remarks))
    assert "secret" not in said
    assert "awa@" not in said


def test_the_base_is_only_read(base):
    before = base.read_bytes()
    base.chmod(0o400)

    list(Spip(base).articles(Remarks()))

    assert base.read_bytes() == before
    assert [path.name for path in base.parent.iterdir() if path.is_file()] == ["base.sqlite"]


def test_older_bases_lack_columns(tmp_path):
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE abc_rubriques (id_rubrique INTEGER, titre TEXT)")
        connection.execute(
            "CREATE TABLE abc_articles (id_article INTEGER, titre TEXT, statut TEXT, chapo TEXT, texte TEXT)"
        )
        connection.execute(
            "INSERT INTO abc_articles VALUES (1, 'Un', 'publie', '', 'Texte'), (2, 'Deux', 'publie', '=art1', '')"
        )
        connection.commit()

    source = Spip(path)

    assert [entry.title for entry in source.entries.values()] == ["Un"]
    assert source.forwards[0].key == "article:1"


def test_a_table_that_is_a_view_is_not_read(tmp_path):
    path = spip(tmp_path / "view.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE spip_articles")
        connection.execute("CREATE VIEW spip_articles AS SELECT 1 AS id_article")
        connection.commit()

    with pytest.raises(ExportRefused, match="no SPIP base"):
        Spip(path)


@pytest.mark.parametrize("content", [wxr().encode(), b"", b"SQLite format 3\0" + b"x" * 400])
def test_other_files_are_refused(tmp_path, content):
    path = tmp_path / "site.sqlite"
    path.write_bytes(content)

    with pytest.raises(ExportRefused) as refused:
        Spip(path)
    assert refused.value.mend


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://spip.example/spip.php?article1", "article:1"),
        ("spip.php?article1&lang=fr", "article:1"),
        ("/spip.php?page=article&id_article=1", "article:1"),
        ("/article.php3?id_article=1", "article:1"),
        ("/article1.html#bas", "article:1"),
        ("/L-eau-d-abord", "article:1"),
        ("/spip.php?rubrique2", "rubrique:2"),
        ("https://autre.example/spip.php?article1", None),
    ],
)
def test_old_addresses(base, address, key):
    assert Spip(base).key_at(address) == key
