"""What editors bring in does no harm, and what Wagtail calls private protects nothing that we would put there."""

import json
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.factories.accounts import sign_in
from tests.factories.network import steward
from tests.factories.publications import ArticleFactory
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from maillage.cms.models import File, Picture
from maillage.publications import html
from maillage.publications.richtext import LONG
from maillage.publications.sql import PUBLIC_SQL, PUBLIC_SQL_REVERSE


@pytest.fixture
def private():
    """A collection that Wagtail would call private."""
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail leaves the file it drew open
def test_privacy_of_a_collection_does_not_protect_a_picture(client, private):
    """So nothing sensitive is a picture or a document: what is for some readers only is a row behind the read gate."""
    out = BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "PNG")
    file = ImageFile(BytesIO(out.getvalue()), name="protest.png")
    picture = Picture.objects.create(title="Protest", collection=private, file=file)
    rendition = picture.get_rendition("max-10x10")

    answer = client.get(rendition.url)
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


@pytest.mark.django_db
def test_originals_and_whatever_else_lies_beside_are_not_given(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in ("original_images/a.png", "images/page.html", "images/b.svg", "documents/c.pdf", "secret.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    for path in ("/media/original_images/a.png", "/media/images/page.html", "/media/images/b.svg",
                 "/media/documents/c.pdf", "/media/secret.png", "/media/images/../secret.png",
                 "/media/images/%2e%2e%2fsecret.png", "/media/images/..%5csecret.png"):  # fmt: skip
        assert client.get(path).status_code == 404, path


@pytest.mark.django_db
def test_a_document_is_taken_home_never_opened_under_our_address(client):
    document = File(title="Report")
    document.file.save("report.pdf", ContentFile(b"%PDF-1.4"))
    document.save()

    answer = client.get(document.url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


PASTED = """<h1 style="color:red" onclick="alert(1)">Title</h1><p class="MsoNormal">Text<script>alert(2)</script>
<img src=x onerror=alert(3)><a href="javascript:alert(4)">here</a><iframe src="https://evil.example/"></iframe>
<span style="position:fixed">over</span><object data="a.swf"></object><table><tr><td>cell</td></tr></table></p>"""
HARM = ("<script", "onclick", "onerror", "javascript:", "<iframe", "style=", "<object", "<img", "class=")


def test_what_is_pasted_keeps_its_words_and_loses_the_rest():
    """As the editor's screen sends it, or somebody in its place: whatever it says, only what is allowed is written."""

    def block(kind, text, entity=None):
        ranges = [{"offset": 0, "length": len(text), "key": entity}] if entity is not None else []
        styles = [{"offset": 0, "length": len(text), "style": "COLOR-RED"}]
        return {
            "key": text[:5],
            "type": kind,
            "text": text,
            "depth": 0,
            "entityRanges": ranges,
            "inlineStyleRanges": styles,
        }

    sent = {
        "blocks": [
            block("header-one", "Title"), block("unstyled", "Text <script>alert(1)</script>"),
            block("unstyled", "here", 0), block("atomic", " ", 1),
        ],
        "entityMap": {
            "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(4)", "onclick": "alert(5)"}},
            "1": {"type": "IMAGE", "mutability": "IMMUTABLE", "data": {"src": "https://evil.example/x.png"}},
        },
    }  # fmt: skip
    shown = html.shown(ContentstateConverter(features=LONG).to_database_format(json.dumps(sent)))

    assert "Text &lt;script&gt;" in shown
    assert "here" in shown
    assert not any(harm in shown for harm in ("<h1", *HARM))


@pytest.mark.django_db
def test_what_was_stored_by_other_ways_is_cleaned_when_it_is_shown(client):
    article = ArticleFactory(
        language="en", body=[("text", PASTED), ("quote", {"text": PASTED, "source": "", "url": ""})]
    )
    cache.clear()
    text = client.get(article.url).content.decode().partition('<div class="text"')[2].partition("</article>")[0]

    assert "Title" in text
    assert not any(harm in text for harm in HARM if harm != "class=")


@given(st.text(alphabet=st.sampled_from("<>/\"'= aps[^1]javript:onclkhef&;"), max_size=80))
def test_nothing_typed_becomes_a_script(typed):
    shown = html.clean(typed)

    assert "<script" not in shown.lower()
    assert not any(f"{handler}=" in tag for tag in shown.lower().split("<")[1:] for handler in ("onclick", "onload"))
    assert html.clean(shown) == shown, "cleaning again changes nothing"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["wagtaildocs_authenticate_with_password", "wagtailcore_authenticate_with_password"])
def test_the_doors_of_private_pages_do_not_exist(name):
    with pytest.raises(Exception, match="not found"):
        reverse(name, args=[1])


@pytest.mark.django_db
def test_no_page_is_half_public(client):
    """A page behind a password would still stand in lists, feeds and the search: it is public or a draft."""
    article = ArticleFactory(language="en")
    sign_in(client, steward())
    address = reverse("wagtailadmin_pages:set_privacy", args=[article.pk])
    client.post(address, {"restriction_type": "password", "password": "sesame"})
    assert not PageViewRestriction.objects.exists()
    with pytest.raises(IntegrityError, match="public_or_draft"), transaction.atomic():
        PageViewRestriction.objects.create(page=article, restriction_type="password", password="sesame")


@pytest.mark.django_db
def test_what_was_behind_a_password_becomes_a_draft(client):
    """What the migration does to an instance that had guarded pages before it."""
    guarded, other = ArticleFactory(language="en"), ArticleFactory(language="en")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(PUBLIC_SQL_REVERSE)
        restriction = PageViewRestriction.objects.create(page=guarded.get_parent(), restriction_type="login")
        cursor.execute(PUBLIC_SQL)
    assert not PageViewRestriction.objects.filter(pk=restriction.pk).exists()
    assert client.get(guarded.url).status_code == 404
    assert client.get(other.url).status_code == 200
